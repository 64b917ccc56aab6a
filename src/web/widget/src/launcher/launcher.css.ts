// A constructable style sheet: no page needs style-src 'unsafe-inline' for it.
export const launcherCss = `
:host{all:initial;position:absolute;width:0;height:0;overflow:visible}
*,*::before,*::after{box-sizing:border-box}
.stage{position:fixed;width:0;height:0;z-index:var(--z);
font:400 15px/1.5 Inter,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
.launcher{position:fixed;width:60px;height:60px;border:0;padding:0;margin:0;border-radius:50%;cursor:pointer;
color:var(--on);background:linear-gradient(145deg,var(--fill),var(--deep));
box-shadow:0 8px 24px -6px rgb(15 17 26/.4);
transition:transform .28s;animation:arrive .3s both}
[data-corner^=bottom] .launcher{bottom:max(var(--y),env(safe-area-inset-bottom))}
[data-corner^=top] .launcher{top:max(var(--y),env(safe-area-inset-top))}
.launcher:hover{transform:scale(1.06)}
.launcher:focus-visible{outline:3px solid var(--deep);outline-offset:2px;box-shadow:0 0 0 8px #fff}
.launcher svg{position:absolute;inset:0;margin:auto;width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:2.1;stroke-linecap:round;stroke-linejoin:round;transition:transform .28s,opacity .18s}
.shut,.launcher[aria-expanded=true] .talk{transform:rotate(-60deg) scale(.5);opacity:0}
.launcher[aria-expanded=true] .shut{transform:none;opacity:1}
.launcher[data-busy] svg{animation:turn .8s linear infinite}
.badge{position:absolute;top:-3px;inset-inline-end:-3px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;font:600 12px/22px sans-serif;text-align:center;color:#fff;background:#d92638;
box-shadow:0 0 0 2.5px #fff;animation:arrive .3s both}
.aside{position:fixed;max-width:min(300px,calc(100vw - 2*var(--x)));padding:12px 16px;border-radius:16px;
background:#fff;color:#1a1c24;box-shadow:0 0 0 1px rgb(15 17 26/.06),0 14px 44px -10px rgb(15 17 26/.36);animation:arrive .3s both}
[data-theme=dark] .aside{background:#23252d;color:#f1f2f6}
[data-corner^=bottom] .aside{bottom:calc(var(--y) + 74px)}
[data-corner^=top] .aside{top:calc(var(--y) + 74px)}
[data-corner$=right]>*{right:var(--x)}
[data-corner$=left]>*{left:var(--x)}
@keyframes arrive{from{transform:scale(.4);opacity:0}}
@keyframes turn{to{transform:rotate(1turn)}}
@media (max-width:480px){.launcher[aria-expanded=true]{visibility:hidden}.stage[data-hide-on-mobile]{display:none}}
@media (prefers-reduced-motion:reduce){.stage,.stage *,.stage *::after{animation:none!important;transition:none!important}}
@media (forced-colors:active){.launcher{border:2px solid ButtonText;background:ButtonFace;color:ButtonText}}
@media print{.stage{display:none}}
`;
