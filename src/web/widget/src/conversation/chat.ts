import { asideOf, blankState, sendsBack, withConversation, withoutRepeats, type ChatState } from "./chat-state";
import type { Client } from "./client";
import type { ChatAnswer, History } from "./contract";
import { Courtesies } from "./courtesies";
import { asFault, type Fault } from "./fault";
import { highestSeq, lineOf, lineOfOutgoing, mergeLines, unreadOf, type Line } from "./messages";
import type { Visitor } from "./options";
import { OutboxPump } from "./outbox";
import { loadSession, newSession, randomKey, type Outgoing, type Session } from "./session";
import type { Shelf } from "./storage";
import { Watch } from "./watch";

const livelyForMs = 30 * 60_000;
const repliesWithinMs = 120_000;

export interface ChatHooks {
  fault(fault: Fault): void;
  visitor(): Visitor | undefined;
  locale(): string;
  arrived(line: Line): void;
}

/** The conversation of this browser: what was said, what is on its way, what is awaited. Knows nothing of the screen. */
export class Chat {
  /** Longest message, in Unicode code points, as the server counts. */
  readonly maxLength = 4000;
  state: ChatState;
  #session: Session;
  #viewing = false;
  #typingUntil = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #outbox: OutboxPump;
  readonly #watch: Watch;
  readonly #courtesies: Courtesies;
  readonly #unshelve: () => void;

  constructor(
    private readonly client: Client,
    private readonly shelf: Shelf,
    private readonly hooks: ChatHooks,
    name: string,
  ) {
    this.#session = loadSession(shelf);
    this.state = blankState(this.#session.conversationId === null);
    this.#courtesies = new Courtesies(client, () => this.#session);
    this.#outbox = new OutboxPump(() => this.#session, {
      post: (outgoing) => this.#post(outgoing),
      changed: (outgoing, delivery, fault) => this.#delivery(outgoing, delivery, fault),
      answered: (outgoing, answer) => this.#answered(outgoing, answer),
      save: () => this.#save(),
    });
    this.#watch = new Watch(name, {
      wanted: () => this.#session.conversationId !== null,
      lively: () => this.#viewing || Date.now() - this.#session.activeAt < livelyForMs,
      read: (wait, signal) =>
        this.client.messages(this.#session.sessionId, this.#session.key, highestSeq(this.state.lines), wait, signal),
      arrived: (history) => this.#history(history),
      failed: (error) => this.#readFailed(error),
    });
    this.#unshelve = shelf.watch("session", () => this.#otherTab());
    window.addEventListener("online", this.#network);
    window.addEventListener("offline", this.#network);
  }

  /** After the config said that this site may chat: read what was said, send what is waiting. */
  start(): void {
    for (const outgoing of this.#session.outbox) this.#put([lineOfOutgoing(outgoing, "queued")]);
    this.#watch.adjust();
    this.#outbox.pump();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(text: string): void {
    const trimmed = text.trim();
    if (!trimmed || [...trimmed].length > this.maxLength) return;
    const outgoing = { clientMessageId: crypto.randomUUID?.() ?? randomKey(), text: trimmed, at: Date.now() };
    this.#session.activeAt = Date.now();
    this.state = { ...this.state, bounced: null };
    this.#put([lineOfOutgoing(outgoing, "queued")]);
    this.#outbox.add(outgoing);
  }

  retry(key: string): void {
    this.#outbox.retry(key);
  }

  /** The panel is open: read messages count as read, and what people answer is awaited. */
  view(viewing: boolean): void {
    this.#viewing = viewing;
    this.#session.open = viewing;
    this.#markRead();
    this.#save();
    this.#watch.adjust();
    this.#notify();
  }

  /** The visitor is writing. Only people want to know. */
  typing(): void {
    if (this.state.handledBy === "people") this.#courtesies.typing(Date.now());
  }

  /** @param score 1..5 */
  rate(score: number): void {
    this.state = { ...this.state, askRating: false };
    this.#courtesies.rating(score);
    this.#notify();
  }

  /** Starts over: a new conversation for the same visitor. */
  renew(): void {
    this.#take({ ...newSession(), open: this.#session.open });
    this.#save();
  }

  close(): void {
    this.#outbox.stop();
    this.#watch.close();
    this.#unshelve();
    clearTimeout(this.#typingTimer);
    window.removeEventListener("online", this.#network);
    window.removeEventListener("offline", this.#network);
  }

  #take(session: Session): void {
    this.#session = session;
    this.#courtesies.forget();
    this.#type(null, 0);
    this.state = blankState(session.conversationId === null);
    this.#watch.restart();
    this.#notify();
  }

  /** Another tab of the visitor opened the conversation, started a new one, or logged out: this one follows. */
  #otherTab(): void {
    const kept = loadSession(this.shelf);
    if (kept.sessionId === this.#session.sessionId || this.#session.outbox.length > 0) return;
    this.#take({ ...kept, outbox: [], open: this.#session.open });
  }

  async #post(outgoing: Outgoing): Promise<ChatAnswer> {
    const { sessionId, key, conversationId } = this.#session;
    const visitor = this.hooks.visitor();
    return this.client.chat(
      {
        sessionId,
        message: outgoing.text,
        clientMessageId: outgoing.clientMessageId,
        ...(conversationId ? { conversationId } : {}),
        ...(visitor ? { visitor } : {}),
        page: { url: location.href.split("#")[0], title: document.title, referrer: document.referrer || null },
        locale: this.hooks.locale(),
      },
      key,
    );
  }

  #answered(outgoing: Outgoing, answer: ChatAnswer): void {
    const session = this.#session;
    session.conversationId = answer.conversationId;
    if (answer.sessionKey) session.key = answer.sessionKey;
    session.activeAt = Date.now();
    const said = answer.reply ?? answer.notice;
    const line = said ? lineOf(said) : answer.message ? asideOf(outgoing.clientMessageId, answer, Date.now()) : null;
    if (answer.status === "pending") this.#type(null, Date.now() + repliesWithinMs);
    if (answer.status === "handed_off") this.state = { ...this.state, handledBy: "people" };
    this.#put([{ ...lineOfOutgoing(outgoing, "sent"), seq: answer.seq ?? null }, ...(line ? [line] : [])]);
    this.#save();
    this.#watch.adjust();
  }

  #delivery(outgoing: Outgoing, delivery: "queued" | "sending" | "failed", fault: Fault | null): void {
    if (fault) this.hooks.fault(fault);
    if (fault && delivery === "failed" && sendsBack.has(fault.code)) this.#bounce(outgoing, fault);
    // A read may have brought the message before the answer to its POST came, or failed: then it was delivered.
    else if (this.state.lines.some((line) => line.key === outgoing.clientMessageId && line.seq !== null)) this.#work();
    else this.#put([{ ...lineOfOutgoing(outgoing, delivery), trouble: delivery === "failed" ? fault : null }]);
  }

  #bounce(outgoing: Outgoing, fault: Fault): void {
    const other = ({ clientMessageId }: Outgoing) => clientMessageId !== outgoing.clientMessageId;
    this.#session.outbox = this.#session.outbox.filter(other);
    const lines = this.state.lines.filter((line) => line.key !== outgoing.clientMessageId);
    this.state = { ...this.state, lines, bounced: { text: outgoing.text, fault } };
    this.#work();
  }

  #history(history: History): void {
    // From another tab's channel: it may be about a conversation that this tab has not taken up.
    if (history.conversation && history.conversation.id !== this.#session.conversationId) return;
    this.state = withConversation(this.state, history);
    const lines = history.messages.map(lineOf).filter((line) => line !== null);
    if (lines.some((line) => line.side === "assistant" || line.side === "agent")) this.#type(null, 0);
    const { typing } = history;
    if (typing && typing.author.type !== "visitor") this.#type(typing.author.name ?? null, Date.parse(typing.until));
    this.#session.activeAt = Math.max(this.#session.activeAt, ...lines.map((line) => line.at));
    this.#outbox.confirmed(new Set(lines.map((line) => line.key)));
    this.#put(lines);
  }

  #readFailed(error: unknown): void {
    const fault = asFault(error);
    if (!fault) return;
    if (fault.code !== "conversation_not_found") return this.hooks.fault(fault);
    if (this.#outbox.busy) return;
    // The server forgot this conversation (erased, retention): start afresh instead of asking for ever.
    const { outbox } = this.#session;
    this.renew();
    this.#session.outbox = outbox;
    for (const outgoing of outbox) this.#put([lineOfOutgoing(outgoing, "queued")]);
    this.#outbox.wake();
  }

  #put(incoming: Line[]): void {
    const known = new Set(this.state.lines.map((line) => line.key));
    this.state = { ...this.state, lines: withoutRepeats(mergeLines(this.state.lines, incoming)) };
    this.#markRead();
    this.#work();
    for (const line of incoming) if (!known.has(line.key) && line.side !== "visitor") this.hooks.arrived(line);
  }

  /** The assistant is at work while a message is under way that it is to answer. */
  #work(): void {
    const person = this.#typingUntil > Date.now() ? this.state.typing : null;
    const working = this.#outbox.busy && this.state.handledBy === "assistant" ? { name: null } : null;
    this.state = { ...this.state, typing: working ?? person };
    this.#notify();
  }

  #type(name: string | null, until: number): void {
    clearTimeout(this.#typingTimer);
    this.#typingUntil = until;
    const left = until - Date.now();
    this.state = { ...this.state, typing: left > 0 ? { name } : null };
    if (left > 0) this.#typingTimer = setTimeout(() => this.#work(), Math.min(left, repliesWithinMs) + 50);
  }

  #markRead(): void {
    if (this.#viewing && document.visibilityState !== "hidden")
      this.#session.readSeq = Math.max(this.#session.readSeq, highestSeq(this.state.lines));
    const { readSeq } = this.#session;
    if (this.state.handledBy === "people") this.#courtesies.read(readSeq);
    const unread = unreadOf(this.state.lines, readSeq);
    if (unread !== this.state.unread) this.state = { ...this.state, unread };
  }

  readonly #network = (): void => {
    this.state = { ...this.state, online: navigator.onLine };
    this.#notify();
    if (navigator.onLine) this.#outbox.wake();
  };

  #save(): void {
    this.shelf.write("session", this.#session);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
