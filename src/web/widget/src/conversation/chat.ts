import { asideOf, blankState, sendsBack, withConversation, withoutRepeats, type ChatState } from "./chat-state";
import type { Client } from "./client";
import { chime } from "./chime";
import type { ChatAnswer, History, WidgetSettings } from "./contract";
import { Courtesies } from "./courtesies";
import { asFault, type Fault } from "./fault";
import { gateOf, type Entry } from "./gate";
import {
  highestSeq,
  lineOf,
  lineOfOutgoing,
  mergeLines,
  partialOf,
  partialSuffix,
  unreadOf,
  type Line,
} from "./messages";
import type { Visitor } from "./options";
import { OutboxPump } from "./outbox";
import { follow, loadSession, newSession, randomKey, type Outgoing, type Session } from "./session";
import type { Shelf } from "./storage";
import { readTurn } from "./turn-stream";
import { livelyForMs, Watch } from "./watch";

const repliesWithinMs = 120_000;

export interface ChatHooks {
  fault(fault: Fault): void;
  visitor(): Visitor | undefined;
  settings(): WidgetSettings;
  locale(): string;
  arrived(line: Line): void;
}

/** The conversation of this browser: what was said, what is on its way, what is awaited. Knows nothing of the screen. */
export class Chat {
  /** Longest message, in Unicode code points, as the server counts. */
  readonly maxLength = 4000;
  state: ChatState;
  #session: Session;
  /** Of the conversation, as it was read last. */
  #version: number | null | undefined;
  #viewing = false;
  #typingUntil = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  /** The server wants consent, whatever the settings known here say. */
  #demanded = false;
  /** Ids of what this tab sends or has sent. */
  readonly #mine = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #outbox: OutboxPump;
  readonly #watch: Watch;
  readonly #courtesies: Courtesies;
  readonly #over = new AbortController();

  constructor(
    private readonly client: Client,
    private readonly shelf: Shelf,
    private readonly hooks: ChatHooks,
    name: string,
  ) {
    this.#session = loadSession(shelf);
    this.state = blankState(this.#session.conversationId === null);
    this.check();
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
        this.client.messages(
          this.#session.sessionId,
          this.#session.key,
          highestSeq(this.state.lines),
          wait,
          signal,
          this.#version,
        ),
      arrived: (history) => this.#history(history),
      failed: (error) => this.#readFailed(error),
    });
    const { signal } = this.#over;
    shelf.watch("session", () => this.#otherTab(), signal);
    window.addEventListener("online", this.#network, { signal });
    window.addEventListener("offline", this.#network, { signal });
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
    if (this.state.gate) {
      this.state = { ...this.state, held: trimmed };
      return this.#notify();
    }
    const outgoing = { clientMessageId: crypto.randomUUID?.() ?? randomKey(), text: trimmed, at: Date.now() };
    this.#session.activeAt = Date.now();
    this.state = { ...this.state, bounced: null };
    this.#put([lineOfOutgoing(outgoing, "queued")]);
    this.#outbox.add(outgoing);
  }

  /** Looks again at what must be asked: the visitor may be known by now. */
  check(): void {
    const gate = gateOf(this.hooks.settings(), this.hooks.visitor(), this.#session, this.#demanded);
    const { held } = this.state;
    this.state = { ...this.state, gate, held: gate ? held : null };
    if (held && !gate) this.send(held);
    else this.#notify();
  }

  /** The visitor answered what was asked; what waited for it goes out. */
  enter({ name, email, consent }: Entry): void {
    const session = this.#session;
    session.visitor = {
      ...session.visitor,
      ...(name.trim() ? { name: name.trim() } : {}),
      ...(email.trim() ? { email: email.trim() } : {}),
    };
    session.asked = true;
    if (consent) {
      session.consent = {
        at: new Date().toISOString(),
        textVersion: this.hooks.settings().consent?.textVersion ?? null,
      };
      this.#demanded = false;
    }
    this.#save();
    this.check();
  }

  /** An address to be reached at while nobody is here: kept with the visitor, and said, so that staff see it. */
  leaveEmail(email: string, message: string): void {
    this.#session.visitor = { ...this.#session.visitor, email };
    this.state = { ...this.state, askEmail: false };
    this.send(message);
  }

  get sound(): boolean {
    return this.shelf.read<boolean>("sound") === true;
  }

  set sound(on: boolean) {
    this.shelf.write("sound", on);
    if (on) chime();
    this.#notify();
  }

  retry(key: string): void {
    this.#outbox.retry(key);
  }

  /** The panel is open: read messages count as read, and what people answer is awaited. */
  view(viewing: boolean): void {
    this.#viewing = viewing;
    this.#session.open = viewing;
    // The tab that reads for all of them must know that somebody is looking.
    if (viewing && this.#session.conversationId) this.#session.activeAt = Date.now();
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
    const { open, visitor, asked, consent } = this.#session;
    this.#take({ ...newSession(), open, visitor, asked, consent });
    this.#save();
  }

  /** Somebody else uses this browser from now on. */
  forget(): void {
    this.#take(newSession());
    this.#save();
  }

  close(): void {
    this.#outbox.stop();
    this.#watch.close();
    this.#over.abort();
    clearTimeout(this.#typingTimer);
  }

  #take(session: Session): void {
    this.#session = session;
    this.#courtesies.forget();
    this.#type(null, 0);
    this.state = blankState(session.conversationId === null);
    this.#watch.restart();
    this.check();
  }

  /** Another tab of the visitor wrote, read, answered the form, started anew, or logged out: this one follows. */
  #otherTab(): void {
    const kept = loadSession(this.shelf);
    const session = this.#session;
    if (kept.sessionId !== session.sessionId) {
      if (session.outbox.length === 0) this.#take({ ...kept, outbox: [], open: session.open });
      return;
    }
    follow(session, kept);
    this.#markRead();
    this.check();
    this.#watch.adjust();
  }

  #post(outgoing: Outgoing): Promise<ChatAnswer> {
    const { sessionId, key, conversationId, consent } = this.#session;
    const visitor = { ...this.#session.visitor, ...this.hooks.visitor() };
    const body = {
      sessionId,
      message: outgoing.text,
      clientMessageId: outgoing.clientMessageId,
      ...(conversationId ? { conversationId } : {}),
      ...(Object.keys(visitor).length > 0 ? { visitor } : {}),
      ...(consent ? { consent: { accepted: true, ...consent } } : {}),
      page: { url: location.href.split("#")[0], title: document.title, referrer: document.referrer || null },
      locale: this.hooks.locale(),
    };
    return this.client.call("POST", "/chat", {
      body,
      key,
      // Reads the turn as it happens, where the server streams it.
      read: this.hooks.settings().features?.streaming ? (response) => this.#follow(outgoing, response) : undefined,
    });
  }

  /** One turn as it happens: stored, then word by word, then whole. */
  #follow(outgoing: Outgoing, response: Response): Promise<ChatAnswer> {
    let text = "";
    let stored = 0;
    return readTurn(response, {
      accepted: ({ conversationId, seq, sessionKey }) => {
        this.#session.conversationId = conversationId;
        if (sessionKey) this.#session.key = sessionKey;
        this.#save();
        stored = seq;
        this.#put([{ ...lineOfOutgoing(outgoing, "sent"), seq }]);
      },
      delta: (more) => this.#put([partialOf(outgoing.clientMessageId, stored, (text += more), Date.now())]),
      reply: (message) => {
        const line = lineOf(message);
        if (line) this.#put([line]);
      },
    });
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
    const email = this.hooks.visitor()?.email ?? session.visitor.email;
    const { askEmail, online, opensAt } = answer.handover ?? {};
    const backAt = (online === false && opensAt && Date.parse(opensAt)) || null;
    // Whoever writes again reopens it.
    this.state = { ...this.state, status: "open", askEmail: askEmail === true && !email, backAt };
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
    if (fault.code === "consent_required") {
      this.#demanded = true;
      this.state = { ...this.state, lines, held: outgoing.text };
      return this.check();
    }
    this.state = { ...this.state, lines, bounced: { text: outgoing.text, fault } };
    this.#work();
  }

  #history(history: History): void {
    // From another tab's channel: it may be about a conversation that this tab has not taken up.
    if (history.conversation && history.conversation.id !== this.#session.conversationId) return;
    this.#version = history.version;
    const late = this.state.loaded;
    this.state = withConversation(this.state, history);
    const lines = history.messages.map(lineOf).filter((line) => line !== null);
    if (lines.some((line) => line.side === "assistant" || line.side === "agent")) this.#type(null, 0);
    const { typing } = history;
    if (typing && typing.author.type !== "visitor") this.#type(typing.author.name ?? null, Date.parse(typing.until));
    this.#session.activeAt = Math.max(this.#session.activeAt, ...lines.map((line) => line.at));
    this.#outbox.confirmed(new Set(lines.map((line) => line.key)));
    this.#put(lines, late);
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

  /** @param late it came by itself, so it may ring. */
  #put(incoming: Line[], late = false): void {
    const known = new Set(this.state.lines.map((line) => line.key));
    const { readSeq } = this.#session;
    // What was streamed gives way to whatever ends the turn.
    const whole = incoming.some((line) => !line.partial && line.side !== "visitor");
    const kept = whole ? this.state.lines.filter((line) => !line.key.endsWith(partialSuffix)) : this.state.lines;
    this.state = { ...this.state, lines: withoutRepeats(mergeLines(kept, incoming)) };
    this.#markRead();
    this.#work();
    const news = incoming.filter(
      (line) => !known.has(line.key) && !line.partial && line.side !== "visitor" && (line.seq ?? Infinity) > readSeq,
    );
    for (const line of news) this.hooks.arrived(line);
    const away = !this.#viewing || document.visibilityState === "hidden";
    if (late && away && this.sound && !this.state.serious && news.some((line) => line.side !== "system")) chime();
  }

  /** The assistant is at work while a message is under way that it is to answer. */
  #work(): void {
    const person = this.#typingUntil > Date.now() ? this.state.typing : null;
    const writing = this.state.lines.some((line) => line.partial);
    const working = this.#outbox.busy && !writing && this.state.handledBy === "assistant" ? { name: null } : null;
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
    const seen = this.#viewing && document.visibilityState !== "hidden" ? highestSeq(this.state.lines) : 0;
    if (seen > this.#session.readSeq) {
      this.#session.readSeq = seen;
      this.#save();
    }
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

  /** Another tab's unsent messages stay beside this one's: whichever tab is left, or the next page, sends them. */
  #save(): void {
    const session = this.#session;
    for (const { clientMessageId } of session.outbox) this.#mine.add(clientMessageId);
    const kept = loadSession(this.shelf);
    const theirs = kept.sessionId === session.sessionId ? kept.outbox : [];
    const outbox = [...theirs.filter(({ clientMessageId }) => !this.#mine.has(clientMessageId)), ...session.outbox];
    this.shelf.write("session", { ...session, outbox } satisfies Session);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
