import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { keys } from '../api/keys';
import { ApiError, isRecord } from '../api/problem';
import type { TenantApi } from '../api/tenant-api';
import type { Message } from '../api/types';
import { backoff } from '../realtime/backoff';
import { outboxPrefix } from './drafts';
import { withLine, type Lines } from './lines';
import { readOutbox, writeOutbox } from './outbox-storage';

export interface Pending {
  clientMessageId: string;
  conversationId: string;
  text: string;
  note: boolean;
  createdAt: string;
  state: 'sending' | 'failed';
  error: unknown;
}

const tries = 4;
const none: readonly Pending[] = [];

/**
 * Messages on their way. Each keeps its `clientMessageId` over all tries, so that one whose answer was lost
 * is stored once; those of one conversation leave one after another, so that their order stays. The tab keeps them over
 * a reload and the end of a session: what somebody sent is not theirs to type again.
 */
export class Outbox {
  readonly #api: TenantApi;
  readonly #cache: QueryClient;
  #byConversation = new Map<string, readonly Pending[]>();
  #tails = new Map<string, Promise<void>>();
  #listeners = new Set<() => void>();
  readonly #storedAs: string;
  #open = false;

  constructor(api: TenantApi, cache: QueryClient, userId: string) {
    this.#api = api;
    this.#cache = cache;
    this.#storedAs = `${outboxPrefix}${api.tenantId}.${userId}`;
  }

  /** Takes up what an earlier page of this tab left behind; the function it returns ends it. */
  open(): () => void {
    this.#open = true;
    for (const pending of readOutbox(sessionStorage, this.#storedAs, Date.now())) {
      if (this.of(pending.conversationId).some((each) => each.clientMessageId === pending.clientMessageId))
        continue;
      this.#set(pending.conversationId, [...this.of(pending.conversationId), pending]);
      if (pending.state === 'sending') this.#enqueue(pending);
    }
    return () => (this.#open = false);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  of(conversationId: string): readonly Pending[] {
    return this.#byConversation.get(conversationId) ?? none;
  }

  send(conversationId: string, text: string, note: boolean): void {
    const pending: Pending = {
      clientMessageId: newClientMessageId(),
      conversationId,
      text,
      note,
      createdAt: new Date().toISOString(),
      state: 'sending',
      error: null,
    };
    this.#set(conversationId, [...this.of(conversationId), pending]);
    this.#enqueue(pending);
  }

  retry(pending: Pending): void {
    this.#update(pending, { state: 'sending', error: null });
    this.#enqueue(pending);
  }

  discard(pending: Pending): void {
    this.#remove(pending);
  }

  #enqueue(pending: Pending): void {
    const before = this.#tails.get(pending.conversationId) ?? Promise.resolve();
    this.#tails.set(
      pending.conversationId,
      before.then(() => this.#deliver(pending)),
    );
  }

  async #deliver(pending: Pending): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await this.#api.post<unknown>(`conversations/${pending.conversationId}/messages`, {
          text: pending.text,
          note: pending.note,
          clientMessageId: pending.clientMessageId,
        });
        this.#stored(pending, answer);
        return;
      } catch (error) {
        // Whoever opens the next one goes on with it.
        if (!this.#open) return;
        const again = error instanceof ApiError && error.temporary && attempt + 1 < tries;
        if (!again) {
          this.#update(pending, { state: 'failed', error });
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, backoff(attempt, Math.random)));
      }
    }
  }

  #stored(pending: Pending, answer: unknown): void {
    const key = keys.messages(this.#api.tenantId, pending.conversationId);
    const message = isRecord(answer) && isRecord(answer['message']) ? answer['message'] : answer;
    if (isRecord(message) && typeof message['id'] === 'string' && isRecord(message['author'])) {
      const stored = message as unknown as Message;
      this.#cache.setQueryData<Lines>(key, (known) => known && withLine(known, stored));
    } else {
      void this.#cache.invalidateQueries({ queryKey: key });
    }
    this.#remove(pending);
  }

  #update(pending: Pending, change: Partial<Pending>): void {
    const all = this.of(pending.conversationId);
    this.#set(
      pending.conversationId,
      all.map((each) => (each.clientMessageId === pending.clientMessageId ? { ...each, ...change } : each)),
    );
  }

  #remove(pending: Pending): void {
    const all = this.of(pending.conversationId);
    this.#set(
      pending.conversationId,
      all.filter((each) => each.clientMessageId !== pending.clientMessageId),
    );
  }

  #set(conversationId: string, all: readonly Pending[]): void {
    this.#byConversation.set(conversationId, all);
    if (this.#open) writeOutbox(sessionStorage, this.#storedAs, [...this.#byConversation.values()].flat());
    for (const listener of this.#listeners) listener();
  }
}

/** 22 characters or more of chance, as the contract asks; `crypto.randomUUID` exists on secure origins only. */
function newClientMessageId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(
    '',
  );
}

export const OutboxContext = createContext<Outbox | null>(null);

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error('useOutbox outside of the signed-in part');
  return outbox;
}

export function usePending(conversationId: string): readonly Pending[] {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, () => outbox.of(conversationId));
}
