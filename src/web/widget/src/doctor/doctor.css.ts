export const doctorCss = `
:host{all:initial}
.doctor{position:fixed;z-index:2147483001;top:12px;left:12px;box-sizing:border-box;width:min(420px,calc(100vw - 24px));max-height:calc(100vh - 24px);overflow:auto;
padding:18px 20px;border-radius:16px;background:#fff;color:#1a1c24;color-scheme:light;font:14px/1.45 -apple-system,"Segoe UI",Roboto,Arial,sans-serif;box-shadow:0 0 0 1px rgb(15 17 26/.1),0 20px 60px -12px rgb(15 17 26/.4)}
h2{margin:0 0 6px;font-size:17px}
p{margin:2px 0 0;overflow-wrap:anywhere}
ol{list-style:none;margin:12px 0;padding:0}
li{display:flex;gap:10px;padding:7px 0;border-top:1px solid #e8e9ee}
.mark{flex:none;width:22px;height:22px;border-radius:50%;text-align:center;line-height:22px;font-weight:700;color:#fff;background:#5f6473}
.pass .mark{background:#157a43}
.warn .mark{background:#8a5a00}
.fail .mark{background:#c01f31}
.verdict{font-weight:600;color:#157a43}
.verdict.bad{color:#c01f31}
.fix{font-weight:600}
li p,.note{font-size:13px;color:#4c505d}
li .fix{color:#1a1c24}
code{font:12px ui-monospace,Menlo,Consolas,monospace}
.tools{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}
button{min-height:44px;padding:8px 16px;border:1px solid #c9ccd6;border-radius:12px;background:#fff;color:#1a1c24;font:inherit;font-weight:600;cursor:pointer}
button:focus-visible,textarea:focus-visible{outline:2px solid #1f4fd8;outline-offset:2px}
textarea{width:100%;min-height:140px;margin-top:10px;font:12px ui-monospace,Menlo,Consolas,monospace;box-sizing:border-box}
.only-read{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (prefers-color-scheme:dark){.doctor{background:#1c1e24;color:#eceef4;color-scheme:dark;box-shadow:0 0 0 1px rgb(255 255 255/.12),0 20px 60px -12px #000}
li{border-color:#33363f}li p,.note{color:#b3b7c3}li .fix{color:#eceef4}.verdict{color:#5fd394}.verdict.bad{color:#ff8b95}button{background:#2a2d36;color:inherit;border-color:#444854}button:focus-visible{outline-color:#8fb0ff}}
@media print{.doctor{display:none}}
`;
