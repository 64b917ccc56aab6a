import { html, type Html } from "../html";
import { shopFrame } from "./layout";
import { widgetReference } from "./widget-reference";

const select = (name: string, label: string, options: readonly (readonly [value: string, text: string])[]): Html =>
  html`<label
    >${label}
    <select name="${name}">
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option> `)}
    </select></label
  >`;

const box = (name: string, label: string): Html =>
  html`<label class="tick"><input type="checkbox" name="${name}" /> ${label}</label>`;

const inherit = ["", "As set in the dashboard"] as const;

export const playground = (): Html =>
  shopFrame(
    html` <section class="tool">
      <p class="over">Playground</p>
      <h1>Build your snippet</h1>
      <p class="lead">The chat in the corner follows what you choose. Copy the snippet when you like it.</p>
      <div class="sides">
        <form class="side choices" id="choices">
          <h2>Look and behaviour</h2>
          ${box("ownColour", "A colour of its own")}
          <label>Colour <input type="color" name="primaryColor" value="#2f5d50" /></label>
          <label>Company name <input name="companyName" maxlength="120" autocomplete="organization" /></label>
          ${select("position", "Corner", [
            inherit,
            ["bottom-right", "Bottom right"],
            ["bottom-left", "Bottom left"],
            ["top-right", "Top right"],
            ["top-left", "Top left"],
          ])}
          ${select("theme", "Theme", [inherit, ["light", "Light"], ["dark", "Dark"], ["auto", "As the visitor's device"]])}
          ${select("locale", "Language", [
            ["", "The page's, or the visitor's"],
            ["en", "English"],
            ["de", "Deutsch"],
            ["fr", "Français"],
            ["es", "Español"],
            ["ja", "日本語"],
            ["ar", "العربية"],
          ])}
          <label
            >Distance from the corner, in pixels <input type="number" name="offset" value="20" min="0" max="200"
          /></label>
          ${box("open", "Open by itself")} ${box("hideOnMobile", "Not on phones")}
          ${box("noLauncher", "No button: the page opens it")}
        </form>
        <div class="side">
          <h2>Snippet</h2>
          <label class="form-of"
            >Form
            <select name="form" form="choices">
              <option value="module">Module: for every page of today</option>
              <option value="classic">Classic: for older pages</option>
              <option value="tag">One tag: for strict policies and tag managers</option>
            </select></label
          >
          <pre class="code" tabindex="0" aria-label="Snippet"><code id="snippet"></code></pre>
          <p><button type="button" class="buy" id="copy">Copy the snippet</button></p>
        </div>
      </div>
      ${widgetReference()}
    </section>`,
  );
