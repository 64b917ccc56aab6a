import { html, type Html } from "../html";

const logo = (): Html =>
  html`<svg class="logo" viewBox="0 0 40 40" aria-hidden="true">
    <defs>
      <linearGradient id="lc" x1="0" y1="0" x2="1" y2="1">
        <stop stop-color="#6d5ef6" />
        <stop offset="1" stop-color="#3b2fc9" />
      </linearGradient>
    </defs>
    <rect width="40" height="40" rx="11" fill="url(#lc)" />
    <path
      d="M20 9.500c-6.3 0-11.3 4.1-11.3 9.4 0 3 1.7 5.7 4.3 7.4-.2 1.4-.8 2.7-1.8 3.8 2.3-.1 4.3-1 5.9-2.3 1 .2 1.9.3 2.9.3 6.3 0 11.3-4.1 11.3-9.300S26.3 9.5 20 9.500Z"
      fill="#fff"
    />
    <path d="M15 19h.01M20 19h.01M25 19h.01" stroke="#4a3cd8" stroke-width="3.2" stroke-linecap="round" />
  </svg>`;

const icon = (path: string): Html =>
  html`<svg
    viewBox="0 0 24 24"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    stroke-width="1.9"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path d="${path}" />
  </svg>`;

const door = (href: string, title: string, text: string, path: string): Html =>
  html` <li>
    <a class="door" href="${href}">
      <span class="door-icon">${icon(path)}</span>
      <strong>${title}</strong><span>${text}</span>
    </a>
  </li>`;

const check = (id: string, title: string, waits: string): Html =>
  html` <li class="check" id="${id}" data-state="wait">
    <span class="lamp" aria-hidden="true"></span>
    <span class="check-text"><strong>${title}</strong><span class="says">${waits}</span></span
    ><span class="took"></span>
  </li>`;

const code = (id: string, label: string, text: string): Html =>
  html` <div
    class="tabpanel"
    role="tabpanel"
    id="panel-${id}"
    aria-labelledby="tab-${id}"
    ${id === "module" ? "" : html`hidden`}
  >
    <pre tabindex="0" aria-label="${label}"><code data-code="${id}">${text}</code></pre>
  </div>`;

/** Placeholders in the snippets; the page's script puts this platform's own values in. */
const snippets = [
  [
    "module",
    "Module",
    `<script type="module">
import { renderWebWidget } from "API_URL/web-widget.js";
renderWebWidget({
  tenantId: "TENANT",
  apiUrl: "API_URL",
  token: "TOKEN",
});
</script>`,
  ],
  [
    "classic",
    "Classic",
    `<script src="API_URL/web-widget.classic.js"></script>
<script>
ChatWidget.renderWebWidget({
  tenantId: "TENANT",
  apiUrl: "API_URL",
  token: "TOKEN",
});
</script>`,
  ],
  [
    "tag",
    "One tag",
    `<script async src="API_URL/web-widget.classic.js"
  data-tenant-id="TENANT"
  data-api-url="API_URL"
  data-token="TOKEN"></script>`,
  ],
  [
    "curl",
    "curl test",
    `curl -X POST API_URL/api/widgets/TENANT/chat \\
  -H "Authorization: Bearer TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"sessionId":"test_session","message":"Hello!"}'`,
  ],
] as const;

export const welcome = (): Html =>
  html` <header class="top">
      <a class="brand" href="/">${logo()}<span>LiveChat</span></a>
      <p class="state" id="overall" data-state="wait" role="status">
        <span class="lamp" aria-hidden="true"></span><span>Checking…</span>
      </p>
    </header>
    <main id="main">
      <section class="intro">
        <h1>Your chat platform<br />is running.</h1>
        <p class="lead">
          A widget for your site, an assistant that answers from your articles, people who take over, and a straight
          answer to “why is there no reply?”.
        </p>
      </section>
      <ul class="doors">
        ${door("/demo", "Demo shop", "See the widget at work and ask it something.", "M4 9.5 5.5 4h13L20 9.500M5 9.500V20h14V9.500M4 9.500a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0M10 20v-5h4v5")}
        ${door("/dashboard", "Dashboard", "Read along, answer, take over.", "M4 5h16v11H9.500L5 20v-4H4ZM8 9h8M8 12.500h5")}
        ${door("/reference", "API reference", "Every route, with a form to try it.", "m8.5 8-4 4 4 4M15.5 8l4 4-4 4M13.5 5.500l-3 13")}
      </ul>
      <div class="columns">
        <section class="box" aria-labelledby="h-paste">
          <h2 id="h-paste">Put it on your site</h2>
          <p>Paste this before <code>&lt;/body&gt;</code>. It is filled in for the demo tenant of this platform.</p>
          <div class="tabs">
            <div role="tablist" aria-label="Form of the snippet">
              ${snippets.map(
                ([id, title], i) =>
                  html`<button
                    type="button"
                    role="tab"
                    id="tab-${id}"
                    aria-controls="panel-${id}"
                    aria-selected="${i === 0 ? "true" : "false"}"
                    ${i === 0 ? "" : html`tabindex="-1"`}
                  >
                    ${title}
                  </button>`,
              )}
            </div>
            <button type="button" class="copy" id="copy">Copy</button>
          </div>
          ${snippets.map(([id, title, text]) => code(id, title, text))}
          <p class="hint" id="token-hint"></p>
        </section>
        <section class="box" aria-labelledby="h-live">
          <h2 id="h-live">Is everything up?</h2>
          <p>Asked from this browser, along the way that a visitor's message takes.</p>
          <ul class="checks">
            ${check("c-gateway", "Gateway", "waiting for its answer")}
            ${check("c-keys", "Signing keys", "waiting for its answer")}
            ${check("c-widget", "Widget files", "waiting for its answer")}
            ${check("c-tenant", "Demo tenant and its token", "waiting for its answer")}
          </ul>
          <button type="button" class="again" id="again">Check again</button>
        </section>
      </div>
      <section class="next" aria-labelledby="h-next">
        <h2 id="h-next">Three minutes, three things</h2>
        <ol>
          <li>
            <strong>Ask the shop.</strong> Open the <a href="/demo">demo shop</a> and click a question. The answer names
            the article it comes from.
          </li>
          <li>
            <strong>Be the person.</strong> Open the <a href="/dashboard">dashboard</a> next to it with the sign-in link
            from the console, and take the conversation over.
          </li>
          <li>
            <strong>Make it yours.</strong> Paste the snippet into any page; change texts, colours and articles in the
            dashboard.
          </li>
        </ol>
      </section>
    </main>`;
