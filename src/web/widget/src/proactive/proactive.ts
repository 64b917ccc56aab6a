import type { ProactiveMessage } from "../conversation/contract";
import type { ProactiveContext } from "../conversation/panel-contract";
import { proactiveCss } from "./proactive.css";

const activity = ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"] as const;

/** How far down the page is, 0..100; a page that fits the screen counts as read. */
export function scrolled(top: number, view: number, whole: number): number {
  return whole <= view ? 100 : Math.round((100 * top) / (whole - view));
}

/** One message a page, each once in this browser's life, whichever tab showed it. */
export function watchProactive(messages: readonly ProactiveMessage[], context: ProactiveContext): { stop(): void } {
  const seen = () => context.shelf.read<string[]>("seen") ?? [];
  const known = seen();
  const stops: (() => void)[] = [];
  const stop = () => {
    for (const end of stops.splice(0)) end();
  };
  const listen = (target: EventTarget, name: string, listener: () => void) => {
    target.addEventListener(name, listener, { passive: true });
    stops.push(() => target.removeEventListener(name, listener));
  };
  const show = (message: ProactiveMessage) => {
    // Another tab may have been quicker; a hidden page shows nobody anything.
    if (document.visibilityState === "hidden" || seen().includes(message.id)) return;
    stop();
    context.shelf.write("seen", [...seen(), message.id].slice(-50));
    stops.push(teaser(message.text, context, stop));
    context.shown(message.id);
  };
  for (const message of messages) if (message.text && !known.includes(message.id)) arm(message, listen, stops, show);
  return { stop };
}

function arm(
  message: ProactiveMessage,
  listen: (target: EventTarget, name: string, listener: () => void) => void,
  stops: (() => void)[],
  show: (message: ProactiveMessage) => void,
): void {
  const fire = () => show(message);
  if (message.trigger === "time" || message.trigger === "idle") {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(fire, message.value * 1000);
    };
    again();
    stops.push(() => clearTimeout(timer));
    if (message.trigger === "idle") for (const name of activity) listen(window, name, again);
  } else if (message.trigger === "scroll") {
    listen(window, "scroll", () => {
      const { scrollHeight } = document.documentElement;
      if (scrolled(window.scrollY, window.innerHeight, scrollHeight) >= message.value) fire();
    });
  } else {
    // The pointer leaves through the top: towards the tabs, the address, the way back.
    const leave = (event: Event) => {
      const { clientY, relatedTarget } = event as MouseEvent;
      if (clientY <= 0 && !relatedTarget) fire();
    };
    listen(document, "mouseout", leave as () => void);
  }
}

/** The message beside the launcher. It takes no focus and covers nothing but its own corner. */
function teaser(text: string, context: ProactiveContext, stop: () => void): () => void {
  const { root, stage } = context;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(proactiveCss);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const box = document.createElement("div");
  box.className = "aside teaser";
  box.setAttribute("role", "status");
  const button = (name: string, click: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.addEventListener("click", click);
    box.append(made);
    return made;
  };
  const take = button("take", () => {
    stop();
    context.taken(text);
  });
  take.dir = "auto";
  const away = button("wave", stop);
  away.ariaLabel = context.close;
  away.textContent = "\u00d7";
  stage.append(box);
  // A live region is read when its content comes, not when it is there from the start.
  take.textContent = text;
  return () => {
    box.remove();
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
