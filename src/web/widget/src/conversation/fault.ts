/** Why a call failed, in the contract's codes, plus these that only a browser can see. */
export type BrowserCode =
  | "offline"
  | "api_unreachable"
  | "api_timeout"
  | "api_not_json"
  | "csp_blocked"
  | "panel_not_loaded"
  | "token_function_failed"
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
  override readonly name = "LiveChatFault";
  readonly status: number = 0;
  readonly cure: string = "";
  readonly requestId: string | null = null;
  readonly visitorMessage: string | null = null;
  readonly retryable: boolean = false;
  readonly retryAfterMs: number | null = null;

  constructor(
    readonly code: string,
    { cause, ...facts }: FaultFacts = {},
  ) {
    super(cause ?? code);
    Object.assign(this, facts);
  }
}

export const offline = (): Fault =>
  new Fault("offline", { cause: "The browser is offline", cure: "Nothing to do.", retryable: true });

/** Loader and chunks each carry this class, so it is told by its name. */
export const asFault = (error: unknown): Fault | null =>
  (error as Fault | null)?.name === "LiveChatFault" ? (error as Fault) : null;

/** The site itself is set up wrongly: a visitor can do nothing about it, so no launcher is shown. */
export const isSetupFault = ({ code }: Fault): boolean =>
  /^(t(oken|enant)_|domain_not_authorized|options_invalid|csp_blocked|not_found)/.test(code);

/** The cure where something else than LiveChat answers. */
export const notOurs = "Check that apiUrl points at the LiveChat gateway, not at a web page.";

/** Reads a refusal: a problem document where the server wrote one, else what the status alone says. */
export async function faultOf(response: Response, now: number): Promise<Fault> {
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  const text = (name: string): string | null => (typeof body?.[name] === "string" ? (body[name] as string) : null);
  const { status, headers } = response;
  return new Fault(text("code") ?? (body ? `http_${status}` : "api_not_json"), {
    status,
    cause: text("title") ?? `The server answered ${status}`,
    cure: text("detail") ?? (body ? "" : notOurs),
    requestId: text("requestId") ?? headers.get("X-Request-Id"),
    visitorMessage: text("visitorMessage"),
    retryable: typeof body?.["retryable"] === "boolean" ? body["retryable"] : status >= 500 || status === 429,
    retryAfterMs: retryAfter(headers.get("Retry-After"), now),
  });
}

/** `Retry-After` in milliseconds from now: seconds or an HTTP date, at most ten minutes. */
export function retryAfter(header: string | null, now: number): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 600_000) : null;
}
