import { conversationCss } from "./conversation.css";

export const panelCss =
  `
.panel{color-scheme:light;--accent:var(--accent-light);--ground:#fff;--soft:#f2f3f7;--text:#1a1c24;--dim:#5f6473;--line:#e4e6ec;--edge:#8b90a0;--lift:#fff;--bad:#c01f31;--badbg:#fdf0f1;--good:#1a9a55;
position:fixed;display:flex;flex-direction:column;width:min(400px,calc(100vw - 2*var(--x)));
height:min(720px,calc(100vh - var(--y) - 60px - 16px - 20px));overflow:hidden;border-radius:20px;background:var(--ground);color:var(--text);
box-shadow:0 0 0 1px rgb(15 17 26/.06),0 2px 6px rgb(15 17 26/.06),0 24px 64px -12px rgb(15 17 26/.32);
visibility:hidden;opacity:0;transform:translateY(14px) scale(.96);
transition:opacity .16s ease-in,transform .18s ease-in,visibility 0s .18s;text-align:start}
[data-theme=dark] .panel{color-scheme:dark;--accent:var(--accent-dark);--ground:#17181d;--soft:#262931;--text:#eceef4;--dim:#a0a5b3;--line:#30333d;--edge:#6d7282;--lift:#202229;--bad:#ff8b95;--badbg:#3a2024;--good:#3ecf80;
box-shadow:0 0 0 1px rgb(255 255 255/.08),0 24px 64px -12px rgb(0 0 0/.7)}
.panel[data-open]{visibility:visible;opacity:1;transform:none;transition:opacity .2s ease-out,transform .34s cubic-bezier(.2,1.1,.3,1)}
[data-corner^=bottom] .panel{bottom:calc(var(--y) + 76px);transform-origin:bottom}
[data-corner^=top] .panel{top:calc(var(--y) + 76px);transform-origin:top}
[data-corner$=right] .panel{right:var(--x);transform-origin-x:right}
[data-corner$=left] .panel{left:var(--x)}
[data-corner=bottom-right] .panel{transform-origin:100% 100%}
[data-corner=bottom-left] .panel{transform-origin:0 100%}
[data-corner=top-right] .panel{transform-origin:100% 0}
[data-corner=top-left] .panel{transform-origin:0 0}
.panel button,.panel textarea{font:inherit;color:inherit;letter-spacing:inherit}
.panel button{cursor:pointer;-webkit-tap-highlight-color:transparent}
.panel p,.panel h2,.panel ul,.panel ol,.panel blockquote,.panel pre{margin:0;padding:0}
.panel :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.only-read{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

.head{position:relative;flex:none;color:var(--on);isolation:isolate;
background:radial-gradient(130% 150% at 0 0,rgb(255 255 255/.17),transparent 52%),linear-gradient(135deg,var(--fill),var(--deep))}
.head::after{content:"";position:absolute;z-index:-1;inset-inline-end:-70px;top:-90px;width:230px;height:230px;border-radius:50%;
background:radial-gradient(circle,rgb(255 255 255/.13),rgb(255 255 255/0) 70%)}
.head{overflow:clip;overflow-clip-margin:0}
.bar{display:flex;align-items:center;gap:12px;padding:16px 10px 16px 18px}
[dir=rtl] .bar{padding:16px 18px 16px 10px}
.who{flex:1;min-width:0;display:flex;flex-direction:column;line-height:1.3}
.who strong{font-size:16px;font-weight:650;letter-spacing:-.01em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.firm{font-weight:450}
.wordmark{height:22px;max-width:180px;object-fit:contain;object-position:left;align-self:flex-start}
.about span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.about{display:flex;align-items:center;gap:6px;margin-top:2px;font-size:13px;line-height:1.35}
.dot{flex:none;width:8px;height:8px;border-radius:50%;background:#4ade80;box-shadow:0 0 0 2px rgb(255 255 255/.28)}
.dot.away{background:#fbbf24}
.icon{position:relative;flex:none;width:44px;height:44px;display:grid;place-items:center;border:0;border-radius:12px;background:none;transition:background .15s}
.icon:hover{background:rgb(255 255 255/.16)}
.head :focus-visible{outline-color:var(--on);outline-offset:-3px}
.icon+.icon,.menu+.icon{margin-inline-start:-12px}
.avatar{flex:none;display:grid;place-items:center;overflow:hidden;border-radius:50%;font-weight:650;user-select:none}
.avatar img{width:100%;height:100%;object-fit:cover}
.head .avatar{width:44px;height:44px;font-size:18px;color:var(--on);background:rgb(255 255 255/.2);box-shadow:inset 0 0 0 1.5px rgb(255 255 255/.35)}
.hero{display:grid;grid-template-rows:0fr;visibility:hidden;transition:grid-template-rows .38s cubic-bezier(.3,.9,.3,1),visibility 0s .38s}
.hero>div{overflow:hidden;min-height:0;padding:0 24px}
[data-home] .hero{grid-template-rows:1fr;visibility:visible;transition:none}
.logo{display:block;height:32px;max-width:160px;margin:6px 0 14px;object-fit:contain}
.hello{padding-top:10px!important;font-size:15px}
.hero h2{padding:2px 0 56px;font-size:25px;line-height:1.22;font-weight:680;letter-spacing:-.022em;text-wrap:balance}
.hero h2.long{font-size:19px;line-height:1.35;font-weight:600;letter-spacing:-.012em;text-wrap:pretty}

.menu{position:relative}
.drop{position:absolute;z-index:3;top:46px;inset-inline-end:0;min-width:250px;padding:6px;border-radius:14px;color:var(--text);background:var(--lift);
box-shadow:0 0 0 1px rgb(15 17 26/.07),0 14px 40px -8px rgb(15 17 26/.35);animation:rise .18s cubic-bezier(.2,1,.3,1)}
.drop button{display:flex;align-items:center;gap:10px;width:100%;min-height:44px;padding:8px 12px;border:0;border-radius:10px;background:none;font-size:14px;text-align:start}
.drop button:hover,.drop button:focus-visible{background:var(--soft)}
.drop button:focus-visible{outline-color:var(--accent)}
.drop svg{color:var(--dim)}
.head:has(.drop){overflow:visible;z-index:2}

.home{flex:1;min-height:0;overflow:auto;padding:0 16px 16px;overscroll-behavior:contain}
.asks{position:relative;margin-top:-32px!important;list-style:none;border-radius:16px;background:var(--lift);overflow:hidden;
box-shadow:0 0 0 1px rgb(15 17 26/.06),0 8px 28px -8px rgb(15 17 26/.2)}
.home:has(.asks){margin-top:-34px;padding-top:34px;z-index:1;position:relative}
[data-theme=dark] .asks{box-shadow:0 0 0 1px rgb(255 255 255/.09),0 10px 30px -8px rgb(0 0 0/.6)}
.asks li+li{border-top:1px solid var(--line)}
.asks button{display:flex;align-items:center;justify-content:space-between;gap:12px;width:100%;min-height:50px;padding:12px 16px;border:0;background:none;text-align:start;
font-size:15px;font-weight:500;line-height:1.35;transition:background .15s,color .15s}
.asks button:hover{background:var(--soft);color:var(--accent)}
.asks button:focus-visible{outline-offset:-3px;border-radius:14px}
.asks svg{flex:none;color:var(--dim);transition:transform .2s}
.asks button:hover svg{color:var(--accent);transform:translateX(3px)}
[dir=rtl] .asks svg{transform:scaleX(-1)}

.entry{display:flex;flex-direction:column;gap:10px;padding:4px 4px 6px}
[data-gate] .foot{flex:1 1 auto;min-height:55%;overflow-y:auto;padding-top:14px}
[data-gate] .hero h2{padding-bottom:20px;font-size:17px;line-height:1.35}
[data-gate] .hero:has(~ .home .asks) h2{padding-bottom:56px}
@media (max-height:820px){[data-gate] .home{display:none}[data-gate] .foot{flex:1}}

.entry .first{font-weight:650}
.held{padding:8px 12px!important;border-radius:12px;background:var(--soft);font-size:14px;overflow-wrap:anywhere}
.entry label{display:flex;flex-direction:column;gap:4px;font-size:13.5px;font-weight:550}
.entry label i{font-style:normal;font-weight:400;color:var(--dim)}
.entry input:not([type=checkbox]),.card input{width:100%;min-height:44px;padding:9px 13px;border:1px solid var(--edge);border-radius:12px;background:var(--ground);color:inherit;font:inherit;font-size:16px}
[data-theme=dark] .entry input:not([type=checkbox]),[data-theme=dark] .card input{background:var(--lift)}
.entry input::placeholder,.card input::placeholder{color:var(--dim);opacity:1}
.entry input[aria-invalid=true],.card input[aria-invalid=true]{border-color:var(--bad)}
.panel .entry .agree{flex-direction:row;align-items:flex-start;gap:10px;min-height:44px;font-weight:400;line-height:1.45}
.agree input{flex:none;width:24px;height:24px;margin:0;accent-color:var(--fill)}
.bad{color:var(--bad);font-size:13px;font-weight:550}
.privacy,.small{font-size:12.5px;color:var(--dim)}
.small{padding:0 6px 8px}
.privacy a,.small a{color:var(--accent)}
.panel .go{min-height:44px;padding:10px 18px;border:0;border-radius:22px;background:var(--fill);color:var(--on);font-weight:620}
.go:hover{filter:brightness(1.06)}
.composer[hidden]{display:none}
.hours{padding:0 0 40px!important;margin-top:-40px!important;font-size:14px}
.foot{flex:none;padding:6px 14px max(14px,env(safe-area-inset-bottom));background:var(--ground)}
.strip{display:flex;align-items:flex-start;gap:8px;margin:0 2px 10px!important;padding:10px 12px!important;border-radius:12px;background:var(--soft);font-size:13.5px;line-height:1.4;animation:rise .25s}
.strip svg{flex:none;margin-top:1px}
.strip.trouble{background:var(--badbg);color:var(--bad)}
.strip a{color:inherit}
.field{display:flex;align-items:flex-end;gap:2px;padding:1px 1px 1px 6px;border:1px solid var(--edge);border-radius:25px;background:var(--ground);
box-shadow:0 1px 3px rgb(15 17 26/.05);transition:border-color .15s,box-shadow .15s}
[dir=rtl] .field{padding:1px 6px 1px 1px}
[data-theme=dark] .field{background:var(--lift)}
.field:focus-within{border-color:var(--accent);box-shadow:0 0 0 3px color-mix(in srgb,var(--accent) 18%,transparent)}
.field[data-bad]{border-color:var(--bad)}
.field textarea{flex:1;min-width:0;resize:none;border:0;outline:0!important;background:none;padding:11px 10px;font-size:15px;line-height:22px;max-height:140px;overflow:auto;scrollbar-width:none}
.field textarea::placeholder{color:var(--dim);opacity:1}
.send{flex:none;width:44px;height:44px;display:grid;place-items:center;border:4px solid transparent;border-radius:50%;background:var(--fill) padding-box;transition:transform .2s cubic-bezier(.3,1.4,.5,1),background .2s,color .2s}
.panel .send{color:var(--on)}
.send:hover{transform:scale(1.07)}
.panel .send:disabled{background:var(--soft) padding-box;color:var(--dim);cursor:default;transform:none}
.count{font-size:12px;color:var(--dim);text-align:end}
.count:not(:empty){padding:6px 8px 0}
.count[data-bad]{color:var(--bad);font-weight:600}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
` +
  conversationCss +
  `
@media (max-width:480px),(max-height:460px){
.stage .panel{inset:0;width:100%;height:var(--seen,100dvh);border-radius:0;transform:translateY(24px)}
.stage .panel[data-open]{transform:none}
.field textarea{font-size:16px}
.head{padding-top:env(safe-area-inset-top)}
}
@media (max-height:460px){.hero h2{padding-bottom:44px;font-size:19px}}
@media (forced-colors:active){.panel,.bubble,.asks,.drop,.field{border:1px solid}.dots i,.dot{background:CanvasText}.send:disabled{opacity:.5}}
`;
