import { launcherTexts, type Language } from "../conversation/locale";
import type { Dress } from "../conversation/dress";
import { launcherCss } from "./launcher.css";

/** Made of elements: a page that demands trusted types lets no markup be parsed. */
const svg = (name: string, line: string) => {
  const make = (tag: string, attribute: string, value: string) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    made.setAttribute(attribute, value);
    return made;
  };
  const icon = make("svg", "viewBox", "0 0 24 24");
  icon.classList.add(name);
  icon.ariaHidden = "true";
  icon.append(make("path", "d", line));
  return icon;
};

/** The button in the corner, and the shadow tree that the panel later moves into. Adds nothing to the page's layout. */
export class Launcher {
  readonly host = document.createElement("livechat-widget");
  readonly root = this.host.attachShadow({ mode: "open" });
  readonly stage = document.createElement("div");
  readonly button = document.createElement("button");
  readonly #badge = document.createElement("span");
  readonly #dark = window.matchMedia("(prefers-color-scheme: dark)");
  #look: Dress | null = null;
  #language: Language = "en";
  #unread = 0;
  #sorry: HTMLElement | null = null;

  constructor(clicked: () => void) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(launcherCss);
    this.root.adoptedStyleSheets = [sheet];
    this.stage.className = "stage";
    this.button.className = "launcher";
    this.button.type = "button";
    this.button.setAttribute("aria-expanded", "false");
    this.button.setAttribute("aria-haspopup", "dialog");
    this.#badge.className = "badge";
    this.#badge.hidden = true;
    this.#badge.ariaHidden = "true";
    this.button.append(
      svg(
        "talk",
        "M12 3.5c-5 0-9 3.4-9 7.7 0 2.5 1.4 4.7 3.5 6.1-.1 1.2-.6 2.3-1.5 3.2 1.9-.1 3.6-.8 4.9-1.9.7.1 1.4.2 2.1.2 5 0 9-3.4 9-7.6s-4-7.7-9-7.7ZM8.2 11.2h.01M12 11.2h.01M15.8 11.2h.01",
      ),
      svg("shut", "m6 9.5 6 6 6-6"),
      this.#badge,
    );
    this.button.addEventListener("click", clicked);
    this.stage.append(this.button);
    this.root.append(this.stage);
    this.#dark.addEventListener("change", this.#paint);
  }

  dress(look: Dress, language: Language, options: { button: boolean; hideOnMobile: boolean }): void {
    this.#look = look;
    this.#language = language;
    this.button.hidden = !options.button;
    this.stage.toggleAttribute("data-hide-on-mobile", options.hideOnMobile);
    this.#paint();
    this.#label();
  }

  readonly #paint = (): void => {
    const look = this.#look;
    if (!look) return;
    const dark = look.theme === "dark" || (look.theme === "auto" && this.#dark.matches);
    this.stage.dataset["corner"] = look.corner;
    this.stage.dataset["theme"] = dark ? "dark" : "light";
    for (const [name, value] of Object.entries(look.vars)) this.stage.style.setProperty(`--${name}`, value);
  };

  /** Last in the body, again whenever a page script has thrown it out. */
  attach(): void {
    if (!this.host.isConnected) document.body.append(this.host);
  }

  opened(open: boolean): void {
    this.button.setAttribute("aria-expanded", String(open));
    this.#label();
  }

  busy(busy: boolean): void {
    this.button.toggleAttribute("data-busy", busy);
  }

  unread(count: number): void {
    this.#unread = count;
    this.#badge.hidden = count === 0;
    this.#badge.textContent = count > 99 ? "99+" : String(count);
    this.#label();
  }

  /** The panel could not be loaded: say so where the visitor looks, and go away again. */
  apologise(text: string): void {
    this.#sorry?.remove();
    const sorry = (this.#sorry = document.createElement("div"));
    sorry.className = "aside";
    sorry.setAttribute("role", "status");
    sorry.textContent = text;
    this.stage.append(sorry);
    setTimeout(() => sorry.remove(), 8000);
  }

  #label(): void {
    const [open, close, unread] = launcherTexts[this.#language];
    const label = this.button.getAttribute("aria-expanded") === "true" ? close : open;
    this.button.setAttribute("aria-label", this.#unread > 0 ? `${label} (${unread}: ${this.#unread})` : label);
  }

  remove(): void {
    this.#dark.removeEventListener("change", this.#paint);
    this.host.remove();
  }
}
