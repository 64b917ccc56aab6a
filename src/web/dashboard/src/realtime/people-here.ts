import { isRecord } from '../api/problem';
import type { FeedEvent } from './frames';

export interface Typist {
  conversationId: string;
  who: string;
  name: string | null;
  /** When the sign goes out by itself, in this machine's milliseconds. */
  until: number;
}

export interface Colleague {
  userId: string;
  name: string | null;
  state: string;
  conversationId: string | null;
}

export interface Here {
  typists: readonly Typist[];
  colleagues: readonly Colleague[];
}

/** The server repeats typing every few seconds; an 'ended' that never comes must not leave dots for ever. */
const typingLasts = 7_000;

/** Who is typing, and which colleague looks at what, right now. Kept apart from the cache: none of it lasts. */
export class PeopleHere {
  #here: Here = { typists: [], colleagues: [] };
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get here(): Here {
    return this.#here;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A new connection begins by telling who is there: who left while there was none is told by nobody. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#set({ typists: [], colleagues: [] });
  }

  hear(event: FeedEvent, ownUserId: string, now: number): void {
    if (event.type === 'message:new') this.#stopped(event.conversationId, event.message.author.id, now);
    else if (event.type === 'typing') this.#typing(event.data, ownUserId, now);
    else if (event.type === 'presence') this.#presence(event.data, ownUserId);
  }

  #typing(data: Record<string, unknown>, ownUserId: string, now: number): void {
    const conversationId = data['conversationId'];
    const author = isRecord(data['author']) ? data['author'] : {};
    const id = text(author['id']);
    if (typeof conversationId !== 'string' || id === ownUserId) return;
    const who = author['type'] === 'visitor' ? 'visitor' : (id ?? 'staff');
    const others = this.#here.typists.filter((t) => t.conversationId !== conversationId || t.who !== who);
    const typist = { conversationId, who, name: text(author['name']), until: now + typingLasts };
    this.#setTypists(data['typing'] === true ? [...others, typist] : others, now);
  }

  #presence(data: Record<string, unknown>, ownUserId: string): void {
    const userId = text(data['userId']);
    if (userId === null || userId === ownUserId) return;
    const others = this.#here.colleagues.filter((colleague) => colleague.userId !== userId);
    const state = text(data['state']) ?? 'offline';
    const conversationId = text(data['conversationId']);
    const colleague = { userId, name: text(data['name']), state, conversationId };
    this.#set({ ...this.#here, colleagues: state === 'offline' ? others : [...others, colleague] });
  }

  /** Who has written is not typing any more. */
  #stopped(conversationId: string, authorId: string | null, now: number): void {
    const left = this.#here.typists.filter(
      (t) => t.conversationId !== conversationId || (t.who !== 'visitor' && t.who !== authorId),
    );
    if (left.length !== this.#here.typists.length) this.#setTypists(left, now);
  }

  #setTypists(typists: readonly Typist[], now: number): void {
    this.#set({ ...this.#here, typists });
    clearTimeout(this.#timer);
    const next = Math.min(...typists.map((t) => t.until));
    if (!Number.isFinite(next)) return;
    this.#timer = setTimeout(
      () => {
        const at = Date.now();
        this.#setTypists(
          this.#here.typists.filter((t) => t.until > at),
          at,
        );
      },
      next - now + 20,
    );
  }

  #set(here: Here): void {
    this.#here = here;
    for (const listener of this.#listeners) listener();
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
