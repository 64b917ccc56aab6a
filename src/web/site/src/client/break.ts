import "./shop-pages.css";
import "./shop.css";
import "./tools.css";
import { readDemo, type Broken } from "./demo";

interface Handle {
  open(): void;
  send(text: string): void;
}

const cause = document.body.querySelector<HTMLElement>("[data-cause]")?.dataset["cause"] ?? "";
const told = document.getElementById("told") as HTMLElement;
const note = document.getElementById("no-demo") as HTMLElement;
const write = document.getElementById("write") as HTMLButtonElement | null;

const line = (kind: string, text: string): void => {
  const item = document.createElement("li");
  const head = document.createElement("strong");
  head.textContent = kind;
  const body = document.createElement("code");
  body.textContent = text;
  item.append(head, body);
  told.append(item);
};

// What a site's owner finds: the console's line, and the event a page can listen to.
const original = console.error.bind(console);
console.error = (...parts: unknown[]) => {
  original(...parts);
  if (String(parts[0]).startsWith("[LiveChat]")) line("Console", String(parts[0]));
};
// An open chat has the left side to itself.
for (const name of ["opened", "closed"])
  window.addEventListener(`livechat:${name}`, () => document.body.toggleAttribute("data-chat-open", name === "opened"));
for (const name of ["ready", "message", "error"])
  window.addEventListener(`livechat:${name}`, (event) => {
    const detail = (event as CustomEvent<Record<string, unknown>>).detail;
    const { code, requestId, from } = detail;
    line(
      `livechat:${name}`,
      JSON.stringify(name === "error" ? { code, requestId } : name === "message" ? { from } : {}),
    );
  });

async function start(): Promise<void> {
  const demo = await readDemo();
  const use: Broken | null = "missing" in demo ? null : cause === "csp" ? demo : (demo.broken?.[cause] ?? null);
  if (!use) {
    note.textContent =
      "missing" in demo ? demo.missing : "The tenants of this page are still being made: load it again in a moment.";
    note.hidden = false;
    return;
  }
  // Such a policy comes with a page's headers; added here it holds from now on.
  if (cause === "csp") {
    const meta = document.createElement("meta");
    meta.httpEquiv = "Content-Security-Policy";
    meta.content = "connect-src 'none'";
    document.head.append(meta);
  }
  const address = "/web-widget.js";
  const { renderWebWidget } = (await import(/* @vite-ignore */ address)) as {
    renderWebWidget(options: object): Handle | null;
  };
  const handle = renderWebWidget({
    tenantId: use.tenantId,
    apiUrl: location.origin,
    token: use.token,
    position: "bottom-left",
  });
  write?.addEventListener("click", () => {
    handle?.open();
    handle?.send("Do you ship to Switzerland?");
  });
}

void start();
