/** Why a call failed, in the contract's codes, plus these that only a browser can see. */
export type BrowserCode =
  | "offline"
  | "api_unreachable"
  | "api_timeout"
  | "api_not_json"
  | "csp_blocked"
  | "panel_not_loaded"
  | "options_invalid";

export interface FaultFacts {
  /** HTTP status, 0 when no answer came. */
  status?: number;
  /** What is wrong, for the owner. */
  cause?: string;
  /** What to do about it, for the owner. */
  cure?: string;
  requestId?: string | null;
  /** The tenant's sentence for the visitor, already in their language. */
  visitorMessage?: string | null;
  retryable?: boolean;
  retryAfterMs?: number | null;
}

export class Fault extends Error {
  readonly status: number;
  readonly cure: string;
  readonly requestId: string | null;
  readonly visitorMessage: string | null;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;

  constructor(
    readonly code: string,
    facts: FaultFacts = {},
  ) {
    super(facts.cause ?? code);
    this.name = "LiveChatFault";
    this.status = facts.status ?? 0;
    this.cure = facts.cure ?? "";
    this.requestId = facts.requestId ?? null;
    this.visitorMessage = facts.visitorMessage ?? null;
    this.retryable = facts.retryable ?? false;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

/** Loader and chunks each carry this class, so it is told by its name. */
export const asFault = (error: unknown): Fault | null =>
  (error as Fault | null)?.name === "LiveChatFault" ? (error as Fault) : null;

/** The site itself is set up wrongly: a visitor can do nothing about it, so no launcher is shown. */
export function isSetupFault(fault: Fault): boolean {
  return (
    fault.code.startsWith("token_") ||
    fault.code.startsWith("tenant_") ||
    fault.code === "domain_not_authorized" ||
    fault.code === "options_invalid" ||
    fault.code === "csp_blocked" ||
    (fault.code === "not_found" && fault.status === 404)
  );
}

/** Reads a refusal: a problem document where the server wrote one, else what the status alone says. */
export async function faultOf(response: Response, now: number): Promise<Fault> {
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  const text = (name: string): string | null => (typeof body?.[name] === "string" ? (body[name] as string) : null);
  const server = response.status >= 500;
  return new Fault(text("code") ?? (body ? `http_${response.status}` : "api_not_json"), {
    status: response.status,
    cause: text("title") ?? `The server answered ${response.status}`,
    cure: text("detail") ?? (body ? "" : "Check that apiUrl points at the LiveChat gateway, not at a web page."),
    requestId: text("requestId") ?? response.headers.get("X-Request-Id"),
    visitorMessage: text("visitorMessage"),
    retryable: typeof body?.["retryable"] === "boolean" ? body["retryable"] : server || response.status === 429,
    retryAfterMs: retryAfter(response.headers.get("Retry-After"), now),
  });
}

/** `Retry-After` in milliseconds from now: seconds or an HTTP date, at most ten minutes. */
export function retryAfter(header: string | null, now: number): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 600_000) : null;
}
