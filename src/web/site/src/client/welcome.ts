import "./welcome-boxes.css";
import "./welcome.css";
import { readDemo } from "./demo";

type State = "wait" | "good" | "bad";

const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

function set(id: string, state: State, text: string, took?: number): void {
  const row = byId(id);
  row.dataset["state"] = state;
  (row.querySelector(".says") as HTMLElement).textContent = text;
  (row.querySelector(".took") as HTMLElement).textContent = took === undefined ? "" : `${Math.round(took)} ms`;
}

/** Asks one link of the chain; the sentence is what the page shows. */
async function probe(
  id: string,
  address: string,
  init: RequestInit,
  judge: (response: Response) => Promise<string>,
): Promise<boolean> {
  const start = performance.now();
  try {
    const response = await fetch(address, { cache: "no-store", ...init });
    const took = performance.now() - start;
    set(id, "good", await judge(response), took);
    return true;
  } catch (error) {
    set(id, "bad", error instanceof Error && error.message !== "Failed to fetch" ? error.message : "does not answer");
    return false;
  }
}

const refused = async (response: Response): Promise<Error> => {
  const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
  return new Error([problem.title ?? `answered ${response.status}`, problem.detail].filter(Boolean).join(": "));
};

async function checkAll(): Promise<void> {
  const overall = byId("overall");
  const demo = await readDemo();
  const results = await Promise.all([
    probe("c-gateway", "/demo/config.json", {}, async (response) => {
      if (response.status >= 500) throw await refused(response);
      return "answers";
    }),
    probe("c-keys", "/.well-known/jwks.json", {}, async (response) => {
      if (!response.ok) throw await refused(response);
      const { keys } = (await response.json()) as { keys: unknown[] };
      return keys.length === 1 ? "one key, published" : `${keys.length} keys, published`;
    }),
    probe("c-widget", "/web-widget.js", {}, async (response) => {
      const script = (response.headers.get("Content-Type") ?? "").includes("javascript");
      if (!response.ok || !script) throw new Error("missing: build src/web/widget (npm ci, npm run build)");
      return "built and served";
    }),
    "missing" in demo
      ? (set("c-tenant", "bad", demo.missing), false)
      : probe(
          "c-tenant",
          `/api/widgets/${encodeURIComponent(demo.tenantId)}/config`,
          { headers: { Authorization: `Bearer ${demo.token}` } },
          async (response) => {
            if (!response.ok) throw await refused(response);
            const { config } = (await response.json()) as {
              config: { name?: string; widget?: { assistantName?: string } };
            };
            return `${demo.tenantId} is ready, ${config.widget?.assistantName ?? config.name ?? "its assistant"} answers`;
          },
        ),
  ]);
  const bad = results.filter((good) => !good).length;
  overall.dataset["state"] = bad === 0 ? "good" : "bad";
  (overall.lastElementChild as HTMLElement).textContent =
    bad === 0 ? "All systems up" : bad === 1 ? "One thing needs you" : `${bad} things need you`;
  fillIn(demo);
}

function fillIn(demo: Awaited<ReturnType<typeof readDemo>>): void {
  const hint = byId("token-hint");
  if ("missing" in demo) {
    hint.textContent = "Put your own tenant and token in; the dashboard makes them under Widget.";
    return;
  }
  for (const code of document.querySelectorAll<HTMLElement>("[data-code]"))
    code.textContent = (code.textContent ?? "")
      .replaceAll("API_URL", location.origin)
      .replaceAll("TENANT", demo.tenantId)
      .replaceAll("TOKEN", demo.token);
  hint.textContent =
    "A widget token may stand in a page: it names one tenant, expires, and can be revoked in the dashboard.";
}

const tabs = [...document.querySelectorAll<HTMLElement>("[role=tab]")];

function select(tab: HTMLElement): void {
  for (const other of tabs) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", String(chosen));
    other.tabIndex = chosen ? 0 : -1;
    byId(other.getAttribute("aria-controls") ?? "").hidden = !chosen;
  }
}

tabs.forEach((tab, at) => {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", ({ key }) => {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? tabs.length - 1 : 0;
    const next = step && tabs[(at + step) % tabs.length];
    if (!next) return;
    select(next);
    next.focus();
  });
});

byId("copy").addEventListener("click", ({ currentTarget }) => {
  const text = document.querySelector(".tabpanel:not([hidden]) code")?.textContent ?? "";
  const button = currentTarget as HTMLElement;
  navigator.clipboard.writeText(text).then(
    () => (button.textContent = "Copied"),
    () => (button.textContent = "Select and copy"),
  );
  setTimeout(() => (button.textContent = "Copy"), 1800);
});
byId("again").addEventListener("click", () => void checkAll());
void checkAll();
