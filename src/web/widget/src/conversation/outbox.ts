import type { ChatAnswer } from "./contract";
import { asFault, Fault } from "./fault";
import { retryDelay } from "./retry";
import type { Outgoing, Session } from "./session";

export interface OutboxEvents {
  post(outgoing: Outgoing): Promise<ChatAnswer>;
  changed(outgoing: Outgoing, state: "queued" | "sending" | "failed", fault: Fault | null): void;
  answered(outgoing: Outgoing, answer: ChatAnswer): void;
  save(): void;
}

interface Attempts {
  state: "queued" | "sending" | "failed";
  count: number;
}

/**
 * Sends what the visitor wrote, in order. Until the conversation exists one at a time, so that two quick messages don't
 * open two; afterwards side by side, since an answer may take 25 s. While one waits for its retry the later ones wait too.
 */
export class OutboxPump {
  readonly #attempts = new Map<string, Attempts>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(
    private readonly session: () => Session,
    private readonly events: OutboxEvents,
  ) {}

  add(outgoing: Outgoing): void {
    this.session().outbox.push(outgoing);
    this.events.save();
    this.#set(outgoing, "queued", null);
    this.pump();
  }

  retry(clientMessageId: string): void {
    const outgoing = this.session().outbox.find((item) => item.clientMessageId === clientMessageId);
    if (!outgoing) return;
    this.#attempts.delete(clientMessageId);
    this.#set(outgoing, "queued", null);
    this.wake();
  }

  /** A read showed that these were stored: what is not on its way right now needs no other attempt. */
  confirmed(clientMessageIds: ReadonlySet<string>): void {
    const session = this.session();
    const left = session.outbox.filter(
      ({ clientMessageId }) =>
        !clientMessageIds.has(clientMessageId) || this.#attempts.get(clientMessageId)?.state === "sending",
    );
    if (left.length === session.outbox.length) return;
    session.outbox = left;
    this.events.save();
  }

  /** The network came back, or the visitor asks: no need to sit out the pause. */
  wake(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.pump();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  get busy(): boolean {
    return [...this.#attempts.values()].some((item) => item.state === "sending");
  }

  pump(): void {
    if (this.#timer !== undefined || this.#stopped) return;
    for (const outgoing of [...this.session().outbox]) {
      const { state } = this.#of(outgoing);
      if (state === "failed") continue;
      if (this.session().conversationId === null && this.busy) return;
      if (state === "queued") void this.#deliver(outgoing);
    }
  }

  async #deliver(outgoing: Outgoing): Promise<void> {
    const mine = this.#of(outgoing);
    mine.count++;
    this.#set(outgoing, "sending", null);
    try {
      const answer = await this.events.post(outgoing);
      const { outbox } = this.session();
      const index = outbox.findIndex((item) => item.clientMessageId === outgoing.clientMessageId);
      if (index >= 0) outbox.splice(index, 1);
      this.#attempts.delete(outgoing.clientMessageId);
      this.events.answered(outgoing, answer);
    } catch (error) {
      const fault = asFault(error) ?? new Fault("internal_error", { cause: String(error) });
      const delay = retryDelay(fault, mine.count);
      this.#set(outgoing, delay === null ? "failed" : "queued", fault);
      if (delay !== null && !this.#stopped) {
        this.#timer ??= setTimeout(() => this.wake(), delay);
      }
    }
    this.events.save();
    this.pump();
  }

  #of(outgoing: Outgoing): Attempts {
    let found = this.#attempts.get(outgoing.clientMessageId);
    if (!found) this.#attempts.set(outgoing.clientMessageId, (found = { state: "queued", count: 0 }));
    return found;
  }

  #set(outgoing: Outgoing, state: Attempts["state"], fault: Fault | null): void {
    this.#of(outgoing).state = state;
    this.events.changed(outgoing, state, fault);
  }
}
