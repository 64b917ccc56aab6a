import type { Client } from "./client";
import type { ChatAnswer, History } from "./contract";
import { asFault, type Fault } from "./fault";
import { highestSeq, lineOf, lineOfOutgoing, mergeLines, unreadOf, type Line } from "./messages";
import type { Visitor } from "./options";
import { OutboxPump } from "./outbox";
import { loadSession, newSession, randomKey, type Outgoing, type Session } from "./session";
import type { Shelf } from "./storage";
import { Watch } from "./watch";

const livelyForMs = 30 * 60_000;
const repliesWithinMs = 120_000;
/** Staff see the sign for six seconds unless it is renewed. */
const typingEveryMs = 4000;

export interface ChatState {
  lines: Line[];
  /** Somebody is writing; the name is null while the assistant works. */
  typing: { name: string | null } | null;
  agent: { name: string | null; avatarUrl: string | null } | null;
  handledBy: "assistant" | "people";
  status: "open" | "closed";
  /** The conversation has ended and was not rated yet. */
  askRating: boolean;
  /** The history has been read, or there is none. */
  loaded: boolean;
  online: boolean;
  unread: number;
  /** What the server refused for good, until the visitor writes again. */
  bounced: { text: string; fault: Fault } | null;
}

const sendsBack = new Set(["usage_limit_reached", "message_too_long", "visitor_banned", "consent_required"]);

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
  /** Messages whose reply comes by the watch: `pending`, `held` and `handed_off` answers. */
  #awaiting = 0;
  #typingUntil = 0;
  #toldTyping = 0;
  #toldRead = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #outbox: OutboxPump;
  readonly #watch: Watch;

  constructor(
    private readonly client: Client,
    private readonly shelf: Shelf,
    private readonly hooks: ChatHooks,
    name: string,
  ) {
    this.#session = loadSession(shelf);
    this.state = this.#blank();
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
  }

  /** The visitor is writing. Only people want to know. */
  typing(): void {
    if (this.state.handledBy !== "people" || Date.now() - this.#toldTyping < typingEveryMs) return;
    this.#toldTyping = Date.now();
    this.#tell("typing", { typing: true });
  }

  /** @param score 1..5 */
  rate(score: number): void {
    this.state = { ...this.state, askRating: false };
    this.#tell("rating", { score });
    this.#notify();
  }

  /** Starts over: a new conversation for the same visitor. */
  renew(): void {
    this.#session = { ...newSession(), open: this.#session.open };
    this.#awaiting = 0;
    this.state = { ...this.#blank(), loaded: true };
    this.#save();
    this.#watch.adjust();
    this.#notify();
  }

  close(): void {
    this.#outbox.stop();
    this.#watch.close();
    clearTimeout(this.#typingTimer);
    window.removeEventListener("online", this.#network);
    window.removeEventListener("offline", this.#network);
  }

  #blank(): ChatState {
    return {
      lines: [],
      typing: null,
      agent: null,
      handledBy: "assistant",
      status: "open",
      askRating: false,
      loaded: this.#session.conversationId === null,
      online: navigator.onLine,
      unread: 0,
      bounced: null,
    };
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
    const lines: Line[] = [{ ...lineOfOutgoing(outgoing, "sent"), seq: answer.seq ?? null }];
    const reply = answer.reply ? lineOf(answer.reply) : null;
    if (reply) lines.push(reply);
    const notice = answer.notice ? lineOf(answer.notice) : null;
    if (notice) lines.push(notice);
    // Said instead of a reply and stored nowhere: it stays until something is said.
    else if (!reply && answer.message) lines.push(this.#aside(`${outgoing.clientMessageId}:aside`, answer));
    this.#awaiting = answer.status === "pending" || answer.status === "held" ? this.#awaiting + 1 : 0;
    if (answer.status === "pending") this.#type(null, Date.now() + repliesWithinMs);
    if (answer.status === "handed_off") this.state = { ...this.state, handledBy: "people" };
    this.#put(lines);
    this.#save();
    this.#watch.adjust();
  }

  #aside(key: string, answer: ChatAnswer): Line {
    const at = Date.now();
    return {
      key,
      seq: answer.seq ? answer.seq + 0.5 : null,
      side: answer.status === "blocked" ? "assistant" : "system",
      name: null,
      text: answer.message,
      at,
      delivery: "sent",
      trouble: null,
      event: null,
      sources: [],
      quickReplies: [],
    };
  }

  #delivery(outgoing: Outgoing, delivery: "queued" | "sending" | "failed", fault: Fault | null): void {
    if (fault) this.hooks.fault(fault);
    if (fault && delivery === "failed" && sendsBack.has(fault.code)) this.#bounce(outgoing, fault);
    // A read may have brought the message before the answer to its POST came, or failed: then it was delivered.
    else if (this.state.lines.some((line) => line.key === outgoing.clientMessageId && line.seq !== null)) this.#work();
    else this.#put([{ ...lineOfOutgoing(outgoing, delivery), trouble: delivery === "failed" ? fault : null }]);
  }

  /** Trying again can't help: the text goes back into the box, where the visitor can keep or change it. */
  #bounce(outgoing: Outgoing, fault: Fault): void {
    const { outbox } = this.#session;
    const index = outbox.findIndex((item) => item.clientMessageId === outgoing.clientMessageId);
    if (index >= 0) outbox.splice(index, 1);
    const lines = this.state.lines.filter((line) => line.key !== outgoing.clientMessageId);
    this.state = { ...this.state, lines, bounced: { text: outgoing.text, fault } };
    this.#work();
  }

  #history(history: History): void {
    const { conversation, typing } = history;
    if (conversation)
      this.state = {
        ...this.state,
        handledBy: conversation.handledBy,
        status: conversation.status,
        askRating: conversation.askRating === true,
        agent: conversation.agent
          ? { name: conversation.agent.name ?? null, avatarUrl: conversation.agent.avatarUrl ?? null }
          : null,
      };
    const lines = history.messages.map(lineOf).filter((line) => line !== null);
    if (lines.some((line) => line.side === "assistant" || line.side === "agent")) {
      this.#awaiting = 0;
      this.#type(null, 0);
    }
    if (typing && typing.author.type !== "visitor") this.#type(typing.author.name ?? null, Date.parse(typing.until));
    this.state = { ...this.state, loaded: true };
    if (lines.length > 0) this.#session.activeAt = Math.max(this.#session.activeAt, ...lines.map((line) => line.at));
    this.#outbox.confirmed(new Set(lines.map((line) => line.key)));
    this.#put(lines);
  }

  #readFailed(error: unknown): void {
    const fault = asFault(error);
    if (!fault) return;
    // The server forgot this conversation (erased, retention): start afresh instead of asking for ever.
    if (fault.code === "conversation_not_found" && !this.#outbox.busy) {
      const { outbox } = this.#session;
      this.renew();
      this.#session.outbox = outbox;
      for (const outgoing of outbox) this.#put([lineOfOutgoing(outgoing, "queued")]);
      this.#outbox.wake();
      return;
    }
    this.hooks.fault(fault);
  }

  #put(incoming: Line[]): void {
    const known = new Set(this.state.lines.map((line) => line.key));
    let lines = mergeLines(this.state.lines, incoming);
    // A hand-over text that the history brings as well is shown once.
    lines = lines.filter((line) => !line.key.endsWith(":aside") || !lines.some((other) => repeats(line, other)));
    this.state = { ...this.state, lines };
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
    if (this.state.handledBy === "people" && readSeq > this.#toldRead && this.#session.conversationId) {
      this.#toldRead = readSeq;
      this.#tell("read", { seq: readSeq });
    }
    const unread = unreadOf(this.state.lines, readSeq);
    if (unread !== this.state.unread) this.state = { ...this.state, unread };
  }

  readonly #network = (): void => {
    this.state = { ...this.state, online: navigator.onLine };
    this.#notify();
    if (navigator.onLine) this.#outbox.wake();
  };

  /** Courtesies: nothing depends on their arrival. */
  #tell(deed: string, body: object): void {
    const { sessionId, key, conversationId } = this.#session;
    if (conversationId) void this.client.tell(sessionId, key, deed, body).catch(() => undefined);
  }

  #save(): void {
    this.shelf.write("session", this.#session);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

const repeats = (aside: Line, other: Line): boolean =>
  other !== aside &&
  !other.key.endsWith(":aside") &&
  other.side !== "visitor" &&
  other.text === aside.text &&
  (other.seq ?? 0) > (aside.seq ?? 0) - 1;
