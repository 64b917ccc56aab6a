/** The rest is the launcher's `.aside`. */
export const proactiveCss = `
.stage .teaser{display:flex;align-items:flex-start;padding:0}
.teaser button{margin:0;border:0;background:none;color:inherit;font:inherit;cursor:pointer;border-radius:16px}
.take{flex:1;min-height:44px;padding:13px 0 13px 16px!important;text-align:start;overflow-wrap:anywhere}
.wave{flex:none;width:44px;height:44px;font-size:20px!important}
.teaser :focus-visible{outline:2px solid;outline-offset:-3px}
@media (forced-colors:active){.teaser{border:1px solid}}
`;
