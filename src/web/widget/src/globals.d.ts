/** Addresses of the chunks, relative to the loader; put in by build.mjs. */
declare const __PANEL__: string;
declare const __ENGINE__: string;
/** Version of package.json; put in by build.mjs. */
declare const __VERSION__: string;
declare const __PEEK__: string;
declare const __PROACTIVE__: string;
declare const __DOCTOR__: string;
