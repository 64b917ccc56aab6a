import "./shop-pages.css";
import "./shop.css";
import "./tools.css";
import { readDemo } from "./demo";
import { forms, snippetFor, type Choices, type Form } from "./snippet";

interface Handle {
  update(options: object): void;
  open(): void;
}

const form = document.getElementById("choices") as HTMLFormElement;
const code = document.getElementById("snippet") as HTMLElement;
const note = document.getElementById("no-demo") as HTMLElement;
let handle: Handle | null = null;
let known: Pick<Choices, "tenantId" | "apiUrl" | "token"> = {
  tenantId: "your-tenant-id",
  apiUrl: location.origin,
  token: "your-widget-token",
};

const read = (): Choices & { form: Form } => {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const colour = data.get("ownColour") ? text("primaryColor") : "";
  const offset = Number(text("offset"));
  return {
    ...known,
    primaryColor: colour,
    companyName: text("companyName"),
    position: text("position"),
    theme: text("theme"),
    locale: text("locale"),
    offset: Number.isFinite(offset) && offset >= 0 ? offset : 20,
    open: data.has("open"),
    hideOnMobile: data.has("hideOnMobile"),
    launcher: !data.has("noLauncher"),
    form: forms.find((one) => one === text("form")) ?? "module",
  };
};

function show(): void {
  const { form: chosen, ...choices } = read();
  code.textContent = snippetFor(chosen, choices);
  // What is empty must fall back to the tenant's own setting, so it is taken away, not left as it was.
  const { primaryColor, companyName, position, theme, offset, launcher, hideOnMobile } = choices;
  handle?.update({
    primaryColor: primaryColor || undefined,
    companyName: companyName || undefined,
    position: position || undefined,
    theme: theme || undefined,
    offset,
    launcher,
    hideOnMobile,
  });
}

// On the page: the choice of the form stands outside the form element.
document.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("copy")?.addEventListener("click", ({ currentTarget }) => {
  const button = currentTarget as HTMLElement;
  void navigator.clipboard.writeText(code.textContent ?? "").then(() => {
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy the snippet"), 1600);
  });
});

async function start(): Promise<void> {
  const demo = await readDemo();
  if ("missing" in demo) {
    note.textContent = demo.missing;
    note.hidden = false;
    return show();
  }
  known = { tenantId: demo.tenantId, apiUrl: location.origin, token: demo.token };
  show();
  const address = "/web-widget.js";
  const { renderWebWidget } = (await import(/* @vite-ignore */ address)) as {
    renderWebWidget(options: object): Handle | null;
  };
  handle = renderWebWidget(known);
  show();
}

for (const place of document.querySelectorAll("[data-origin]")) place.textContent = location.origin;
void start();
