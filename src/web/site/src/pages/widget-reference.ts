import { html, type Html } from "../html";

type Row = readonly [name: string, what: string];

/** Everything that a snippet may say; what is left out comes from the dashboard. */
export const options: readonly Row[] = [
  ["tenantId", "Whose chat it is. Required."],
  ["token", "The widget token, or a function that returns a promise of one from your own server. Required."],
  ["apiUrl", "Address of the platform. Left out, it is where the script came from."],
  ["primaryColor", "Any hex colour. The text on it is chosen so that it can be read."],
  ["companyName", "Stands in the head of the window."],
  ["position", "bottom-right, bottom-left, top-right or top-left, also on pages that run from right to left."],
  ["theme", "light, dark or auto."],
  ["avatarUrl", "Picture of the assistant."],
  ["headerLogoUrl", "Logo above the greeting."],
  ["headerWordmarkUrl", "Wordmark in place of the name."],
  ["locale", "en, de, fr, es, ja or ar. Left out: the page's language, the tenant's, the browser's."],
  ["visitor", "name, email, phone, externalId, attributes, identityToken: what your page knows already is not asked."],
  ["open", "true opens the window by itself."],
  ["zIndex", "Where the chat stands in the stack of your page. 2147483000 by default."],
  ["launcher", "false shows no button; your page calls open(), or links to #livechat."],
  ["hideOnMobile", "true shows nothing on screens up to 480 pixels wide."],
  ["offset", "Distance from the corner in pixels, 20 by default; a number or { x, y }."],
  ["nonce", "Accepted, and not needed: what the widget loads has the nonce of the script that loads it."],
  [
    "doctor",
    "true shows which link between this page and an answer is broken. So does ?livechat-doctor in the address.",
  ],
];

/** What `renderWebWidget` returns can do. */
export const methods: readonly Row[] = [
  ["open() close() toggle()", "The window."],
  ["show() hide()", "The button and the window together."],
  ["send(text)", "Sends a message for the visitor."],
  ["prefill(text)", "Puts a text into the box."],
  ["identify(visitor)", "Says who the visitor is, when the page learns it later."],
  ["update(options)", "Changes the look without a new page."],
  ["reset()", "Log-out on a shared computer: forgets conversation, keys, text and visitor."],
  ["unreadCount", "How many answers were not read."],
  ["on(event, listener)", "Hears an event; returns what ends it."],
  ["destroy()", "Takes the chat from the page."],
];

/** Events of `on`, and of the window as `livechat:<name>`. */
export const events: readonly Row[] = [
  ["ready", "The site may chat: { tenantId }."],
  ["opened", "The window opened."],
  ["closed", "The window closed."],
  ["message", "Somebody answered: { from, text }."],
  ["unread", "The number of unread answers changed: { count }."],
  ["error", "Something failed: { code, cause, fix, requestId }. For you, never for the visitor."],
  ["proactive", "An invitation was shown: { id }."],
];

const table = (caption: string, rows: readonly Row[]): Html =>
  html` <div class="table" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <tbody>
        ${rows.map(
          ([name, what]) =>
            html`<tr>
              <th scope="row"><code>${name}</code></th>
              <td>${what}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;

export const widgetReference = (): Html =>
  html` <section class="reference" id="everything">
    <h2>Everything it can do</h2>
    ${table("Options", options)} ${table("Methods of the handle", methods)} ${table("Events", events)}
    <h3>Content-Security-Policy</h3>
    <p>
      A page with a policy adds the platform's address to two lines, and the logos' to a third. The widget needs no
      <code>style-src</code>, no frame and no cookie. An inline snippet needs a nonce or a hash, as any other; the form
      of one tag has nothing inline.
    </p>
    <pre
      class="code"
      tabindex="0"
      aria-label="Policy"
    ><code>script-src 'self' <span data-origin>https://chat.example.com</span>;
connect-src 'self' <span data-origin>https://chat.example.com</span>;
img-src 'self' https://your-logos.example</code></pre>
  </section>`;
