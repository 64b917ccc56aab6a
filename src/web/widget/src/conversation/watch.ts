import type { History } from "./contract";

/** This long after the last word a conversation counts as active. */
export const livelyForMs = 30 * 60_000;
/** A quiet conversation behind a closed panel is looked at this often; an active one by long-poll. */
const idleMs = 60_000;
/** A server that answers at once and with nothing new (somebody types) is not asked again at once. */
const shortestMs = 1000;
const afterFaultMs = [1000, 2000, 5000, 10_000, 30_000];

export interface WatchSource {
  /** False while there is nothing to wait for. */
  wanted(): boolean;
  /** True: hold the read up to 25 s. False: look once, then rest. */
  lively(): boolean;
  read(wait: number, signal: AbortSignal): Promise<History>;
  arrived(history: History): void;
  failed(error: unknown): void;
}

/**
 * Waits for what people answer, behind an open panel or a closed one (peek). Paused while the page is hidden, resumed at
 * once when it shows again. Of the visible tabs of one visitor only one reads (a web lock elects it); the others hear it by
 * BroadcastChannel.
 */
export class Watch {
  readonly #channel: BroadcastChannel | null;
  #stop: AbortController | null = null;
  #nudge: (() => void) | null = null;

  constructor(
    private readonly name: string,
    private readonly source: WatchSource,
  ) {
    this.#channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
    this.#channel?.addEventListener("message", ({ data }) => source.arrived(data as History));
    document.addEventListener("visibilitychange", this.adjust);
    window.addEventListener("online", this.adjust);
  }

  /** Call when what is wanted, or how lively, has changed. */
  readonly adjust = (): void => {
    if (!this.source.wanted() || document.visibilityState === "hidden") this.#halt();
    else if (this.#stop) this.#nudge?.();
    else this.#start();
  };

  /** Another conversation: what is being awaited is of no use any more. */
  restart(): void {
    this.#halt();
    this.adjust();
  }

  close(): void {
    this.#halt();
    this.#channel?.close();
    document.removeEventListener("visibilitychange", this.adjust);
    window.removeEventListener("online", this.adjust);
  }

  #halt(): void {
    this.#stop?.abort();
    this.#stop = null;
  }

  #start(): void {
    const stop = (this.#stop = new AbortController());
    let asked = 0;
    const run = () => this.#run(stop.signal, Date.now() - asked > shortestMs / 4);
    // The first read is everybody's own: history must not wait for another tab's turn.
    const first = this.#readOnce(0, stop.signal);
    const locks = "locks" in navigator ? navigator.locks : null;
    void first.then(() => {
      asked = Date.now();
      if (stop.signal.aborted) return;
      if (locks) locks.request(this.name, { signal: stop.signal }, run).catch(() => undefined);
      else void run();
    });
  }

  /** @param late the lock took its time: what changed since the last read is looked for before it is waited for. */
  async #run(signal: AbortSignal, late: boolean): Promise<void> {
    let faults = 0;
    while (!signal.aborted) {
      const lively = this.source.lively();
      const started = Date.now();
      const hold = lively && !late ? 25 : 0;
      const news = await this.#readOnce(hold, signal);
      late = false;
      faults = news === null ? faults + 1 : 0;
      if (news === null) await this.#rest(afterFaultMs[Math.min(faults, afterFaultMs.length) - 1] ?? idleMs, signal);
      else if (!lively) await this.#rest(idleMs, signal);
      else if (hold && !news && Date.now() - started < shortestMs) await this.#rest(shortestMs, signal);
    }
  }

  /** Whether there was something new; null when the read failed. */
  async #readOnce(wait: number, signal: AbortSignal): Promise<boolean | null> {
    try {
      const history = await this.source.read(wait, signal);
      if (signal.aborted) return false;
      this.source.arrived(history);
      this.#channel?.postMessage(history);
      return history.messages.length > 0;
    } catch (error) {
      if (!signal.aborted) this.source.failed(error);
      return null;
    }
  }

  /** Ends early when something livens up or the page goes. */
  #rest(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.#nudge = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#nudge = done;
      signal.addEventListener("abort", done);
    });
  }
}
