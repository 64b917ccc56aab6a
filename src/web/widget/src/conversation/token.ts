import { asFault, Fault, offline } from "./fault";
import { bearer, type WidgetOptions } from "./options";
import type { Shelf } from "./storage";

interface Renewed {
  /** The end of the snippet's token that this one replaces: a new snippet wins at once. */
  of: string;
  token: string;
}

/** When the token stops being valid, in ms since 1970; null when it is no readable JWT. */
export function expiryOf(token: string): number | null {
  try {
    const payload = token.split(".")[1] ?? "";
    const claims = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/"))) as { exp?: unknown };
    return typeof claims.exp === "number" ? claims.exp * 1000 : null;
  } catch {
    return null;
  }
}

/**
 * The token to send. Renewal is tried before the first call when the token has expired, and once more when the server
 * says so; whatever becomes of it, the server's word about the token that is then sent is what gets reported.
 */
export class TokenKeeper {
  #current: string | null = null;
  #renewing: Promise<boolean> | null = null;
  /** There is no other token than this one. */
  #spent = false;
  #clockOff = false;

  constructor(
    private readonly source: WidgetOptions["token"],
    private readonly shelf: Shelf,
    private readonly exchange: (token: string) => Promise<string | null>,
    private readonly now: () => number = Date.now,
  ) {
    if (typeof source !== "string") return;
    const kept = shelf.read<Renewed>("token");
    this.#current = kept && kept.of === source.slice(-24) ? kept.token : source;
  }

  async get(): Promise<string> {
    this.#current ??= await this.#ask();
    if (!this.#clockOff && this.#expired(this.#current)) {
      await this.renew();
      // Old the moment it comes: then it is this machine's clock that is wrong, and the server's word alone counts.
      this.#clockOff = !this.#spent && this.#expired(this.#current);
    }
    return this.#current;
  }

  /** True when there is another token to try. */
  renew(): Promise<boolean> {
    if (this.#spent && !this.#renewing) return Promise.resolve(false);
    return (this.#renewing ??= this.#renew().finally(() => (this.#renewing = null)));
  }

  async #renew(): Promise<boolean> {
    const before = this.#current;
    const { source } = this;
    const fresh =
      typeof source === "function"
        ? await this.#ask()
        : await this.exchange(before ?? source).catch((error: unknown) => {
            // Without a network nothing was refused.
            if (asFault(error)?.retryable) throw error;
            return null;
          });
    this.#spent = !fresh || fresh === before;
    if (this.#spent) return false;
    this.#current = fresh;
    if (typeof source === "string")
      this.shelf.write("token", { of: source.slice(-24), token: String(fresh) } satisfies Renewed);
    return true;
  }

  async #ask(): Promise<string> {
    const { source } = this;
    try {
      return String(typeof source === "function" ? await source() : source).replace(bearer, "");
    } catch (error) {
      throw navigator.onLine === false
        ? offline()
        : new Fault("token_function_failed", {
            cause: `The page's own token function failed (${String(error)})`,
            cure: "It must return a token, or a promise of one.",
          });
    }
  }

  #expired(token: string): boolean {
    const expiry = expiryOf(token);
    return expiry !== null && expiry <= this.now();
  }
}
