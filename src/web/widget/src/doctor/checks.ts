import type { Fault } from "../conversation/fault";

export type Status = "pass" | "warn" | "fail" | "skipped";

export interface Check {
  id: string;
  title: string;
  status: Status;
  code?: string | null;
  evidence?: string | null;
  fix?: string | null;
  because?: string | null;
  requestId?: string | null;
}

/** The chain from this page to an answer, in its order. The last five only the server can judge. */
export const chain: readonly (readonly [id: string, title: string])[] = [
  ["script", "The widget's script"],
  ["csp", "This page's Content-Security-Policy"],
  ["api", "The API can be reached"],
  ["cors", "The browser may read its answers (CORS)"],
  ["token", "The widget token"],
  ["domain", "This page's domain"],
  ["limits", "Usage limits"],
  ["assistant", "A default assistant"],
  ["provider", "The AI provider"],
  ["safety", "Safety settings"],
  ["delivery", "Messages get through"],
];

const browserEnds = 6;

/** Which link a fault breaks; null where it is none of the browser's. */
export function linkOf(fault: Fault, answered: boolean): string | null {
  const { code } = fault;
  if (code === "csp_blocked") return "csp";
  if (code === "panel_not_loaded") return "script";
  if (code === "api_unreachable") return answered ? "cors" : "api";
  if (code === "offline" || code === "api_timeout" || code === "api_not_json" || fault.status >= 500) return "api";
  if (code === "domain_not_authorized") return "domain";
  if (code.startsWith("token_") || code.startsWith("tenant_")) return "token";
  return null;
}

/**
 * What the browser saw: everything before the broken link holds, what comes after it could not be tried.
 * @param fault the first fault on the way to the tenant's configuration; null when it came.
 * @param answered something answered at the API's address, though the page may not read it.
 */
export function browserChecks(fault: Fault | null, answered: boolean): Check[] {
  const broken = fault && (linkOf(fault, answered) ?? "api");
  const at = broken ? chain.findIndex(([id]) => id === broken) : browserEnds;
  return chain.map(([id, title], index) => {
    if (index === at && fault)
      return {
        id,
        title,
        status: "fail",
        code: fault.code,
        evidence: fault.message,
        fix: id === "cors" ? corsFix : fault.cure,
        requestId: fault.requestId,
      };
    if (index < at && index < browserEnds) return { id, title, status: "pass" };
    return { id, title, status: "skipped", ...(broken ? { because: broken } : {}) };
  });
}

const corsFix =
  "Something between this page and the platform drops its CORS headers: let the proxy pass Access-Control-* headers and OPTIONS requests through.";

/** The server knows better about what it has looked at; what it skipped leaves the browser's word. */
export function withServer(checks: readonly Check[], server: readonly Check[]): Check[] {
  const known = new Map(server.map((check) => [check.id, check]));
  const merged = checks.map((check) => {
    const said = known.get(check.id);
    known.delete(check.id);
    if (!said || check.status === "fail" || said.status === "skipped") return check;
    return { ...check, ...said, title: check.title };
  });
  return [...merged, ...known.values()].filter((check) => check.title);
}

export const firstFailure = (checks: readonly Check[]): Check | null =>
  checks.find((check) => check.status === "fail") ?? null;

/** Text for a mail to whoever helps. No token, no key, no query of the page's address, no word of a visitor. */
export function reportOf(checks: readonly Check[], facts: Record<string, string>): string {
  const head = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  const rows = checks.map((check) =>
    [
      `[${check.status}] ${check.id}`,
      check.code && `code ${check.code}`,
      check.evidence,
      check.status !== "pass" && check.fix && `fix: ${check.fix}`,
      check.because && `not tried because of ${check.because}`,
      check.requestId && `request ${check.requestId}`,
    ]
      .filter(Boolean)
      .join(" | "),
  );
  return ["LiveChat doctor", ...head, "", ...rows].join("\n");
}
