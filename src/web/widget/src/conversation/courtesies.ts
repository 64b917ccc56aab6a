import type { Client } from "./client";
import type { Session } from "./session";

/** Staff see the sign for six seconds unless it is renewed. */
const typingEveryMs = 4000;

/** What the visitor's side tells the people: that somebody writes, reads, rates. Nothing depends on its arrival. */
export class Courtesies {
  #typedAt = 0;
  #readSeq = 0;

  constructor(
    private readonly client: Client,
    private readonly session: () => Session,
  ) {}

  typing(now: number): void {
    if (now - this.#typedAt < typingEveryMs) return;
    this.#typedAt = now;
    this.#tell("typing", { typing: true });
  }

  read(seq: number): void {
    if (seq <= this.#readSeq) return;
    this.#readSeq = seq;
    this.#tell("read", { seq });
  }

  /** @param score 1..5 */
  rating(score: number): void {
    this.#tell("rating", { score });
  }

  /** Another conversation, numbered from the start. */
  forget(): void {
    this.#readSeq = 0;
  }

  #tell(deed: string, body: object): void {
    const { sessionId, key, conversationId } = this.session();
    if (!conversationId) return;
    void this.client
      .call("POST", `/chat/${encodeURIComponent(sessionId)}/${deed}`, { body, key })
      .catch(() => undefined);
  }
}
