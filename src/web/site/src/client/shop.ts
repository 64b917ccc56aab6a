import "./shop-home.css";
import "./shop-pages.css";
import "./shop.css";
import { readDemo } from "./demo";

interface Handle {
  open(): void;
  send(text: string): void;
}

// The seed's snippet, in a module file because these pages allow no inline script. The widget's address is the
// platform's own and not part of this build.
async function startChat(): Promise<Handle | null> {
  const demo = await readDemo();
  if ("missing" in demo) return say(demo.missing);
  try {
    const address = "/web-widget.js";
    const { renderWebWidget } = (await import(/* @vite-ignore */ address)) as {
      renderWebWidget(options: object): Handle | null;
    };
    return renderWebWidget({ tenantId: demo.tenantId, apiUrl: location.origin, token: demo.token });
  } catch {
    return say("The widget's files are missing. Build them with Node 20 (npm ci, npm run build in src/web/widget).");
  }
}

function say(text: string): null {
  const notice = document.getElementById("no-demo");
  if (notice) {
    notice.textContent = text;
    notice.hidden = false;
  }
  return null;
}

const chat = startChat();

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-ask]");
  if (!button) return;
  void chat.then((handle) => {
    handle?.open();
    handle?.send(button.dataset["ask"] ?? "");
  });
});

// The bag only counts: it shows that a page's own script and the chat live side by side.
const bag = document.getElementById("bag");
const bagged = () => Number(sessionStorage.getItem("bag") ?? 0);
const showBag = () => bag && (bag.textContent = String(bagged()));
document.querySelector("[data-bag]")?.addEventListener("click", ({ currentTarget }) => {
  sessionStorage.setItem("bag", String(bagged() + 1));
  showBag();
  const button = currentTarget as HTMLElement;
  button.textContent = "Added to your bag";
  setTimeout(() => (button.textContent = "Add to bag"), 1600);
});
showBag();
