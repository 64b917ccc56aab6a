export const conversationCss = `
.body{position:relative;flex:1;min-height:0;display:flex;flex-direction:column}
.list{flex:1;min-height:0;overflow-y:auto;padding:18px 16px 8px;overscroll-behavior:contain;scrollbar-width:thin;scrollbar-color:var(--line) transparent}
.list:focus-visible{outline-offset:-3px}
.day{display:flex;justify-content:center;margin:6px 0 16px!important;text-align:center;text-wrap:balance;font-size:12px;font-weight:550;color:var(--dim)}
.group{display:flex;gap:8px;margin-bottom:16px}
.group.mine{justify-content:flex-end}
.group .avatar{width:28px;height:28px;margin-top:auto;margin-bottom:22px;font-size:12.5px;color:var(--on);background:linear-gradient(145deg,var(--fill),var(--deep))}
.group.typing .avatar{margin-bottom:2px}
.stack{display:flex;flex-direction:column;gap:4px;min-width:0;max-width:84%}
.mine .stack{align-items:flex-end}
.theirs .stack{align-items:flex-start}
.bubble{max-width:100%;padding:10px 14px;border-radius:18px;background:var(--soft);overflow-wrap:anywhere;line-height:1.48;animation:speak .3s cubic-bezier(.2,1,.3,1)}
.theirs .bubble{border-bottom-left-radius:6px;transform-origin:0 100%}
.theirs .bubble:not(:nth-child(2)){border-top-left-radius:6px}
.mine .bubble{color:var(--on);background:linear-gradient(145deg,var(--fill),var(--deep));border-bottom-right-radius:6px;white-space:pre-wrap;transform-origin:100% 100%}
.mine .bubble:not(:nth-child(2)){border-top-right-radius:6px}
[dir=rtl] .theirs .bubble{border-radius:18px 18px 6px 18px}
[dir=rtl] .mine .bubble{border-radius:18px 18px 18px 6px}
.mine .bubble[data-delivery=queued],.mine .bubble[data-delivery=sending]{opacity:.9}
.bubble[data-delivery=failed]{color:var(--text);background:var(--badbg);box-shadow:inset 0 0 0 1.5px var(--bad)}
.bubble>*+*,.note>div>*+*,.bubble blockquote>*+*{margin-top:8px!important}
.bubble .heading{font-weight:650}
.bubble ul:not(.sources),.bubble ol{padding-inline-start:20px!important}
.bubble li+li{margin-top:3px}
.bubble strong{font-weight:650}
.bubble a,.note a{color:var(--accent);text-underline-offset:2px;font-weight:500}
.bubble code{padding:1px 5px;border-radius:5px;background:color-mix(in srgb,currentColor 9%,transparent);font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.bubble pre{padding:10px 12px!important;border-radius:10px;background:color-mix(in srgb,currentColor 8%,transparent);font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap}
.bubble blockquote{padding-inline-start:10px!important;border-inline-start:3px solid var(--accent)}
.table{overflow-x:auto;margin-inline:-4px}
.table table{border-collapse:collapse;font-size:13.5px;font-variant-numeric:tabular-nums}
.table th,.table td{padding:5px 8px;text-align:start;border-bottom:1px solid color-mix(in srgb,currentColor 14%,transparent);white-space:nowrap}
.table th{font-weight:650}
.sources{display:flex;flex-direction:column;gap:6px;list-style:none;margin-top:10px!important}
.source{display:flex;align-items:center;gap:8px;min-height:44px;padding:7px 11px;border-radius:10px;background:var(--ground);font-size:13.5px;line-height:1.3;text-decoration:none;box-shadow:0 0 0 1px var(--line);transition:box-shadow .15s}
[data-theme=dark] .source{background:var(--lift)}
a.source:hover{box-shadow:0 0 0 1.5px var(--accent)}
.source svg{flex:none}
.meta{padding:0 4px!important;font-size:12px;line-height:18px;color:var(--dim)}
.meta b{font-weight:600}
.sent{white-space:nowrap}
.meta svg{vertical-align:-2px}
.failed{display:block;max-width:270px;color:var(--bad);text-align:end}
.failed a{color:inherit}
.panel .again{display:flex;align-items:center;gap:5px;min-height:44px;margin:6px 0 0 auto;padding:4px 12px;border:1.5px solid currentColor;border-radius:22px;background:none;color:var(--bad);font-weight:600}
.again:hover{background:var(--badbg)}
.note{display:flex;gap:10px;margin:0 4px 18px;padding:12px 14px;border-radius:14px;font-size:14px;line-height:1.45;background:color-mix(in srgb,var(--accent) 8%,var(--ground));box-shadow:inset 0 0 0 1px color-mix(in srgb,var(--accent) 18%,transparent);animation:speak .3s}
.note svg{flex:none;margin-top:1px;color:var(--accent)}
.quick{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:8px;margin:-2px 0 14px;animation:speak .35s .1s both}
.panel .quick button{min-height:44px;padding:8px 16px;border:1.5px solid color-mix(in srgb,var(--accent) 45%,transparent);border-radius:22px;background:none;color:var(--accent);font-size:14px;font-weight:550;line-height:1.3;text-align:start;transition:background .15s,transform .15s}
.quick button:hover{background:color-mix(in srgb,var(--accent) 9%,transparent)}
.quick button:active{transform:scale(.97)}
.card{display:flex;flex-direction:column;gap:10px;margin:0 4px 18px;padding:14px;border-radius:16px;background:var(--soft);font-size:14px;animation:speak .3s}
.rating{margin:4px 4px 18px;padding:14px;border-radius:16px;text-align:center;background:var(--soft);animation:speak .3s}
.rating div{display:flex;justify-content:center;margin-top:4px}
.rating p{font-size:14px;font-weight:550}
.star{width:44px;height:44px;padding:0;border:0;background:none}
.star path{fill:none;stroke:var(--dim);stroke-width:1.6;stroke-linejoin:round;transition:fill .15s}
.star:has(~ .lit) path,.star.lit path{fill:#f5b301;stroke:#c98f00}
.dots{display:flex;gap:5px;padding:15px 16px}
.dots i{width:7px;height:7px;border-radius:50%;background:var(--dim);animation:wave 1.25s infinite ease-in-out}
.dots i:nth-child(2){animation-delay:.15s}
.dots i:nth-child(3){animation-delay:.3s}
.jump{position:absolute;bottom:10px;left:50%;translate:-50%;display:flex;align-items:center;gap:6px;min-height:44px;padding:6px 16px 6px 12px;border:0;border-radius:22px;background:var(--lift);font-size:13px;font-weight:600;
box-shadow:0 0 0 1px rgb(15 17 26/.08),0 6px 20px -4px rgb(15 17 26/.3);animation:rise .25s}
.panel .jump{color:var(--accent)}
.skeleton{display:flex;flex-direction:column;gap:12px}
.skeleton i{height:44px;width:68%;border-radius:18px;background:linear-gradient(90deg,var(--soft) 30%,var(--line) 50%,var(--soft) 70%);background-size:300% 100%;animation:sheen 1.4s infinite linear}
.skeleton i:nth-of-type(2){align-self:flex-end;width:44%}
.skeleton i:nth-of-type(3){width:78%;height:66px}
[dir=rtl] .again{margin-inline:auto 0}
[data-serious] .head{background:var(--fill)}
[data-serious] .head::after{display:none}
[data-serious] .group-wrap *,[data-serious] .card{animation:none}
@keyframes speak{from{opacity:0;transform:translateY(10px) scale(.97)}}
@keyframes wave{0%,60%,100%{transform:none;opacity:.45}30%{transform:translateY(-5px);opacity:1}}
@keyframes sheen{from{background-position:100% 0}to{background-position:0 0}}
`;
