import { render } from "preact";
import { accentsOf } from "../conversation/color";
import type { PanelContext, PanelFacts, PanelView } from "../conversation/panel-contract";
import { App, type AppProps } from "./app";
import { lookOf } from "./look";
import { panelCss } from "./panel.css";
import { inTheTenantsWords, loadTexts } from "./texts/texts";

/** The visitor's own way to write times and numbers, where the chosen language leaves the country open: 15:42, not 3:42 PM. */
const regional = (locale: string): string =>
  navigator.languages.find((own) => own.toLowerCase().startsWith(`${locale.toLowerCase()}-`)) ?? locale;

const phone = "(max-width: 480px), (max-height: 460px)";

/** The chat window. Mounted once, shown and hidden; hidden it takes no clicks and no focus. */
export async function mountPanel(context: PanelContext): Promise<PanelView> {
  const builtIn = await loadTexts(context.language);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(panelCss);
  context.root.adoptedStyleSheets = [...context.root.adoptedStyleSheets, sheet];
  const place = document.createElement("div");
  context.stage.prepend(place);
  const small = window.matchMedia(phone);
  const fromFacts = ({ settings, config, locale, greeting }: PanelFacts) => ({
    look: lookOf(settings, config, locale, greeting),
    texts: inTheTenantsWords(builtIn, config.widget.texts, locale),
    locale: regional(locale),
    visitorName: settings.visitor?.name ?? null,
  });
  let props: AppProps = {
    ...fromFacts(context.facts),
    chat: context.chat,
    rtl: context.language === "ar",
    open: false,
    full: small.matches,
    draft: { text: "", turn: 0 },
    close: context.close,
  };
  // On the stage, where the theme is too.
  const accents = ({ settings, config }: PanelFacts) => {
    const { light, dark } = accentsOf(settings.primaryColor ?? config.widget.primaryColor);
    context.stage.style.setProperty("--accent-light", light);
    context.stage.style.setProperty("--accent-dark", dark);
  };
  accents(context.facts);
  const paint = (changes: Partial<AppProps>) => render(<App {...(props = { ...props, ...changes })} />, place);
  let shut: Element[] = [];

  /** On a phone the panel covers the page, so the page behind it must not take focus. */
  const cover = () => {
    for (const element of shut) element.removeAttribute("inert");
    shut = [];
    if (!props.open || !small.matches) return;
    const host = context.root.host;
    shut = [...document.body.children].filter((element) => element !== host && !element.hasAttribute("inert"));
    for (const element of shut) element.setAttribute("inert", "");
  };
  const resized = () => {
    paint({ full: small.matches });
    cover();
  };
  // The keyboard of a phone shrinks what can be seen, not the page.
  const keyboard = () =>
    place.style.setProperty("--seen", `${Math.round(window.visualViewport?.height ?? window.innerHeight)}px`);
  small.addEventListener("change", resized);
  window.visualViewport?.addEventListener("resize", keyboard);
  keyboard();
  paint({});

  return {
    show() {
      paint({ open: true });
      cover();
      const target = small.matches ? ".close" : ".entry input:not([type=checkbox]), textarea, .entry button";
      // After the browser has made the panel visible; what is hidden can't take focus.
      requestAnimationFrame(() => place.querySelector<HTMLElement>(target)?.focus({ preventScroll: true }));
    },
    hide() {
      paint({ open: false });
      cover();
    },
    prefill: (text) => paint({ draft: { text, turn: props.draft.turn + 1 } }),
    update(facts) {
      accents(facts);
      paint(fromFacts(facts));
    },
    destroy() {
      small.removeEventListener("change", resized);
      window.visualViewport?.removeEventListener("resize", keyboard);
      props = { ...props, open: false };
      cover();
      render(null, place);
      place.remove();
    },
  };
}
