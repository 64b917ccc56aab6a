import type { WidgetOptions } from "./options";
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
  #renewalTried = false;

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
    if (this.#current === null || (typeof this.source === "function" && this.#expired(this.#current)))
      this.#current = await this.#ask();
    if (this.#expired(this.#current)) await this.renew();
    return this.#current;
  }

  /** True when there is another token to try. */
  renew(): Promise<boolean> {
    if (this.#renewalTried && !this.#renewing) return Promise.resolve(false);
    return (this.#renewing ??= this.#renew().finally(() => (this.#renewing = null)));
  }

  async #renew(): Promise<boolean> {
    this.#renewalTried = true;
    const before = this.#current;
    if (typeof this.source === "function") this.#current = await this.#ask();
    else {
      const fresh = await this.exchange(this.#current ?? this.source).catch(() => null);
      if (!fresh) return false;
      this.#current = fresh;
      this.#renewalTried = false;
      this.shelf.write("token", { of: this.source.slice(-24), token: fresh } satisfies Renewed);
    }
    return this.#current !== before;
  }

  async #ask(): Promise<string> {
    const token = typeof this.source === "function" ? await this.source() : this.source;
    return String(token).replace(/^Bearer\s+/i, "");
  }

  #expired(token: string): boolean {
    const expiry = expiryOf(token);
    return expiry !== null && expiry <= this.now();
  }
}
