import type { History, WidgetConfig } from "./contract";
import { asFault, Fault, faultOf, notOurs, offline } from "./fault";
import type { Settings } from "./options";
import type { Shelf } from "./storage";
import { TokenKeeper } from "./token";

/** The server answers a visitor's message within 25 s, and holds a read as long; a little more for the way there. */
const patienceMs = 40_000;

export interface Call {
  body?: unknown;
  key?: string;
  signal?: AbortSignal | undefined;
  token?: string;
  /** Reads an answer that comes as events. */
  read?: ((response: Response) => Promise<unknown>) | undefined;
  headers?: Record<string, string>;
}

/** The widget routes of one tenant. Every failure leaves as a `Fault`. */
export class Client {
  readonly #tokens: TokenKeeper;
  readonly #base: string;

  constructor(
    private readonly settings: Settings,
    shelf: Shelf,
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {
    this.#base = `${settings.apiUrl}/api/widgets/${encodeURIComponent(settings.tenantId)}`;
    this.#tokens = new TokenKeeper(settings.token, shelf, async (token) => {
      const answer = await this.#once<{ token?: string }>("POST", "/token", { token, body: {} });
      return answer.token ?? null;
    });
  }

  async config(locale: string): Promise<WidgetConfig> {
    const answer = await this.call<{ config?: WidgetConfig }>("GET", `/config?locale=${encodeURIComponent(locale)}`);
    if (!answer.config?.widget) throw this.#notJson(200, null);
    return answer.config;
  }

  /**
   * @param wait seconds that the server may hold the read, 0..25.
   * @param known the version of the last read: a change since then, with a line or without, ends the wait at once.
   */
  messages(
    sessionId: string,
    key: string,
    after: number,
    wait: number,
    signal?: AbortSignal,
    known?: number | null,
  ): Promise<History> {
    const query = `after=${after}${wait > 0 ? `&wait=${wait}` : ""}${known ? `&version=${known}` : ""}`;
    return this.call("GET", `/chat/${encodeURIComponent(sessionId)}/messages?${query}`, { key, signal });
  }

  /**
   * Any other route of the tenant; what only a chunk needs stands there, not in every page's loader.
   * @param path from the tenant's address on, such as `/chat`.
   */
  async call<T>(method: string, path: string, call: Call = {}): Promise<T> {
    try {
      return await this.#once<T>(method, path, { ...call, token: await this.#tokens.get() });
    } catch (error) {
      if (asFault(error)?.code !== "token_expired" || !(await this.#tokens.renew())) throw error;
      return this.#once<T>(method, path, { ...call, token: await this.#tokens.get() });
    }
  }

  async #once<T>(method: string, path: string, call: Call): Promise<T> {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${call.token}`,
      Accept: call.read ? "text/event-stream, application/json" : "application/json",
      ...call.headers,
    };
    if (call.body !== undefined) headers["Content-Type"] = "application/json";
    if (call.key) headers["X-Session-Key"] = call.key;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), patienceMs);
    const stop = () => timeout.abort();
    call.signal?.addEventListener("abort", stop);
    try {
      const response = await this.fetcher(this.#base + path, {
        method,
        headers,
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: timeout.signal,
        credentials: "omit",
        referrerPolicy: "strict-origin-when-cross-origin",
      });
      if (!response.ok) throw await faultOf(response, Date.now());
      if (response.status === 204) return undefined as T;
      if (call.read && /event-stream/.test(response.headers.get("Content-Type") ?? ""))
        return (await call.read(response)) as T;
      return (await response.json().catch(() => {
        throw this.#notJson(response.status, response.headers.get("X-Request-Id"));
      })) as T;
    } catch (error) {
      if (asFault(error) || call.signal?.aborted) throw error;
      throw this.#unreached(timeout.signal.aborted);
    } finally {
      clearTimeout(timer);
      call.signal?.removeEventListener("abort", stop);
    }
  }

  #unreached(timedOut: boolean): Fault {
    if (navigator.onLine === false) return offline();
    return new Fault(timedOut ? "api_timeout" : "api_unreachable", {
      cause: `${this.settings.apiUrl} ${timedOut ? "did not answer in time" : "could not be reached from this page"}`,
      cure: timedOut
        ? "Look at the gateway's health."
        : "Check apiUrl, that the gateway runs, its certificate, and connect-src in this page's Content-Security-Policy.",
      retryable: true,
    });
  }

  #notJson(status: number, requestId: string | null): Fault {
    return new Fault("api_not_json", {
      status,
      cause: `${this.settings.apiUrl} answered something that is not LiveChat's`,
      cure: notOurs,
      requestId,
    });
  }
}
