import { mark } from "../art/wool";
import { html, type Html } from "../html";

export interface Files {
  script: string;
  styles: string[];
}

export interface PageParts {
  title: string;
  description: string;
  files: Files;
  body: Html;
  kind: "shop" | "welcome";
}

export function page({ title, description, files, body, kind }: PageParts): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        <meta name="color-scheme" content="${kind === "welcome" ? "light dark" : "light"}" />
        <link rel="icon" href="/${kind === "welcome" ? "livechat" : "demo/larch"}.svg" type="image/svg+xml" />
        ${files.styles.map((href) => html`<link rel="stylesheet" href="${href}" /> `)}
        <script type="module" src="${files.script}"></script>
      </head>
      <body class="${kind}">
        <a class="skip" href="#main">Skip to the content</a>
        ${body}
      </body>
    </html> `.text;
}

/** Head and foot of every page of the shop. */
export const shopFrame = (content: Html): Html =>
  html` <p class="notice" id="no-demo" role="status" hidden></p>
    <header class="top">
      <a class="brand" href="/demo">${mark()}<span>Loom &amp; Larch</span></a>
      <nav aria-label="Shop">
        <a href="/demo#jumpers">Jumpers</a>
        <a href="/demo#socks">Socks</a>
        <a href="/demo/help">Help</a>
      </nav>
      <p class="bag"><span id="bag">0</span> in your bag</p>
    </header>
    <main id="main">${content}</main>
    <footer class="end">
      <div>
        <a class="brand" href="/demo">${mark()}<span>Loom &amp; Larch</span></a>
        <p>Wool jumpers and socks, spun, dyed and knitted in our own mill in Galway.</p>
      </div>
      <nav aria-label="Help">
        <a href="/demo/help/shipping">Shipping</a>
        <a href="/demo/help/returns">Returns</a>
        <a href="/demo/help/sizes">Size guide</a>
        <a href="/demo/help/care">Washing and care</a>
        <a href="/demo/help/repairs">Repairs</a>
        <a href="/demo/help/store">Our store</a>
      </nav>
      <p class="small">
        This shop is the demo of <a href="/">LiveChat</a>. Nothing here is for sale, but the assistant is real.
        <a href="/demo/playground">Build a snippet</a> · <a href="/demo/break">Break the chat</a>
      </p>
    </footer>`;
