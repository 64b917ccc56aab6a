import type { Client } from "../conversation/client";
import { asFault, Fault } from "../conversation/fault";
import type { Settings } from "../conversation/options";
import { expiryOf } from "../conversation/token";
import { browserChecks, chain, firstFailure, reportOf, withServer, type Check } from "./checks";
import { doctorCss } from "./doctor.css";

interface ServerAnswer {
  verdict: string;
  checks: Check[];
}

const parameter = "livechat-doctor";

/** For the site's owner alone: which link between this page and an answer is broken, and how to mend it. */
export function showDoctor(client: Client, settings: Settings, scriptUrl: string, faults: readonly Fault[]): void {
  const host = document.createElement("livechat-doctor");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(doctorCss);
  root.adoptedStyleSheets = [sheet];
  const box = element("section", "doctor");
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "LiveChat doctor");
  root.append(box);
  const attach = () => document.body.append(host);
  if (document.body) attach();
  else document.addEventListener("DOMContentLoaded", attach, { once: true });

  const run = async (): Promise<void> => {
    const fault = await configFault(client, faults);
    const answered = fault?.code === "api_unreachable" && (await answers(settings.apiUrl));
    let checks = browserChecks(fault, answered);
    const key = new URLSearchParams(location.search).get(parameter);
    let note = key
      ? ""
      : "Open the doctor's link from the dashboard (Site) to check limits, assistant, safety and delivery too.";
    if (!fault)
      try {
        const said = await client.call<ServerAnswer>("POST", "/doctor", {
          body: {
            page: location.origin,
            browser: navigator.userAgent.slice(0, 300),
            checks: checks.map(({ id, status, code }) => ({ id, status, code: code ?? null })),
          },
          headers: key ? { "X-Doctor-Key": key } : {},
        });
        checks = withServer(checks, said.checks);
        if (key) spend();
      } catch (error) {
        const refused = asFault(error);
        note = refused ? `${refused.message}. ${refused.cure}` : String(error);
      }
    paint(checks, note);
  };

  const paint = (checks: readonly Check[], note: string): void => {
    const worst = firstFailure(checks);
    const verdict = worst ? `${worst.title}: ${worst.fix || worst.code || ""}` : "No broken link was found from here.";
    const list = element("ol", "");
    for (const check of checks) list.append(row(check));
    const copy = element("button", "", "Copy report");
    copy.addEventListener("click", () => {
      const text = reportOf(checks, facts(settings, scriptUrl));
      void navigator.clipboard?.writeText(text).then(
        () => (copy.textContent = "Copied"),
        () => box.append(area(text)),
      );
      if (!navigator.clipboard) box.append(area(text));
    });
    const again = element("button", "", "Check again");
    again.addEventListener("click", () => void run());
    const close = element("button", "", "Close");
    close.addEventListener("click", () => host.remove());
    const tools = element("div", "tools");
    tools.append(copy, again, close);
    const said = element("p", worst ? "verdict bad" : "verdict", verdict);
    said.setAttribute("role", "status");
    box.replaceChildren(element("h2", "", "LiveChat doctor"), said, list);
    if (note) box.append(element("p", "note", note));
    box.append(tools);
  };

  box.append(element("h2", "", "LiveChat doctor"), element("p", "note", "Looking…"));
  void run();
}

/** Asks for the configuration once more: what stands in its way stands in the way of everything. */
async function configFault(client: Client, faults: readonly Fault[]): Promise<Fault | null> {
  try {
    await client.config(document.documentElement.lang || "en");
    return null;
  } catch (error) {
    // The browser tells a policy's refusal by an event of its own, a moment later.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return (
      faults.findLast(({ code }) => code === "csp_blocked") ??
      asFault(error) ??
      new Fault("options_invalid", { cause: String(error), cure: "Copy the snippet again from the dashboard." })
    );
  }
}

/** Whether anything at all answers there; the page may not read what. */
const answers = (apiUrl: string): Promise<boolean> =>
  fetch(`${apiUrl}/web-widget.js`, { mode: "no-cors", cache: "no-store" }).then(
    () => true,
    () => false,
  );

/** A key is good for one run: it need not stay in the address, where it would be copied along. */
function spend(): void {
  const address = new URL(location.href);
  address.searchParams.set(parameter, "");
  history.replaceState(history.state, "", address);
}

function facts(settings: Settings, scriptUrl: string): Record<string, string> {
  const expiry = typeof settings.token === "string" ? expiryOf(settings.token) : null;
  return {
    tenant: settings.tenantId,
    page: location.origin + location.pathname,
    api: settings.apiUrl,
    script: scriptUrl.split("?")[0] ?? "",
    widget: __VERSION__,
    "token expires": expiry ? new Date(expiry).toISOString() : "unknown",
    browser: navigator.userAgent,
    online: String(navigator.onLine),
    at: new Date().toISOString(),
  };
}

const marks = { pass: "\u2713", warn: "!", fail: "\u2715", skipped: "\u2013" } as const;

function row(check: Check): HTMLElement {
  const item = element("li", check.status);
  const mark = element("span", "mark", marks[check.status]);
  mark.setAttribute("aria-hidden", "true");
  const text = element("div", "");
  text.append(element("strong", "", check.title), element("span", "only-read", `: ${check.status}`));
  if (check.code) text.append(" ", element("code", "", check.code));
  if (check.evidence) text.append(element("p", "", check.evidence));
  if (check.fix && check.status !== "pass") text.append(element("p", "fix", check.fix));
  if (check.because) text.append(element("p", "", `Not tried because of: ${nameOf(check.because)}`));
  if (check.requestId) text.append(element("p", "", `Request ${check.requestId}`));
  item.append(mark, text);
  return item;
}

const nameOf = (id: string): string => chain.find(([link]) => link === id)?.[1] ?? id;

function area(text: string): HTMLElement {
  const field = element("textarea", "") as HTMLTextAreaElement;
  field.value = text;
  field.readOnly = true;
  field.setAttribute("aria-label", "Report");
  setTimeout(() => field.select());
  return field;
}

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
