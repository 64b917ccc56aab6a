import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { keys } from '../api/keys';
import type { Conversation, Page } from '../api/types';
import { readLines, withFeed, type Lines, type LinesPage } from '../conversation/lines';
import { plainInbox } from '../inbox/conversation-filter';
import { flatten, type ListData } from '../inbox/list-rules';
import { sampleConversation, sampleMessage } from '../testing/samples';
import { applyEvent, resync } from './apply-event';

const reader = { tenantId: 'demo-shop', userId: 'u1' };
const meta = { id: 'e1-1', at: null };

/** A route whose answers are given by hand, in the order in which they were asked for. */
function route<T>() {
  const waiting: ((answer: T) => void)[] = [];
  return {
    read: () => new Promise<T>((resolve) => waiting.push(resolve)),
    asked: () => waiting.length,
    async answer(answer: T) {
      const next = waiting.shift();
      if (!next) throw new Error('nothing was asked for');
      next(answer);
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function inbox() {
  const cache = new QueryClient();
  const conversations = route<Page<Conversation>>();
  const queryKey = keys.list('demo-shop', plainInbox);
  const observer = new InfiniteQueryObserver(cache, {
    queryKey,
    queryFn: conversations.read,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<Conversation>) => last.nextCursor,
  });
  observer.subscribe(() => undefined);
  const hear = (conversation: Conversation) =>
    applyEvent(cache, reader, { ...meta, type: 'conversation:updated', conversation });
  const rows = () => flatten(cache.getQueryData<ListData>(queryKey));
  return { cache, conversations, observer, hear, rows };
}

const unread = sampleConversation({ version: 2, unread: 1 });
const seen = sampleConversation({ version: 3, unread: 0 });
const page = (items: Conversation[], nextCursor: string | null = null) => ({ items, nextCursor });

describe('an event while the list is being read', () => {
  it('is not lost to the first answer', async () => {
    const { conversations, hear, rows } = inbox();
    hear(seen);
    await conversations.answer(page([unread]));
    expect(rows()).toMatchObject([{ version: 3, unread: 0 }]);
  });

  it('is not lost to the answer of a later reading', async () => {
    const { conversations, observer, hear, rows } = inbox();
    await conversations.answer(page([unread]));
    void observer.refetch();
    hear(seen);
    expect(rows()).toMatchObject([{ version: 3 }]);
    await conversations.answer(page([unread]));
    expect(rows()).toMatchObject([{ version: 3, unread: 0 }]);
  });

  it('is not lost to the next page', async () => {
    const { conversations, observer, hear, rows } = inbox();
    await conversations.answer(page([unread], 'more'));
    void observer.fetchNextPage();
    hear(seen);
    await conversations.answer(
      page([sampleConversation({ id: 'c0', createdAt: '2020-01-01T00:00:00.000Z', lastMessage: null })]),
    );
    expect(rows()).toHaveLength(2);
    expect(rows()).toContainEqual(seen);
  });

  it('brings a conversation that began meanwhile, and takes out one that ended', async () => {
    const { conversations, hear, rows } = inbox();
    hear(sampleConversation({ id: 'c9', version: 1 }));
    hear(sampleConversation({ version: 3, status: 'closed' }));
    await conversations.answer(page([unread]));
    expect(rows().map((each) => each.id)).toEqual(['c9']);
  });

  it('is forgotten once the answer is there', async () => {
    const { conversations, observer, hear, rows } = inbox();
    hear(sampleConversation({ id: 'c9', version: 1 }));
    await conversations.answer(page([]));
    expect(rows()).toHaveLength(1);
    void observer.refetch();
    await conversations.answer(page([]));
    expect(rows()).toHaveLength(0);
  });
});

describe('a line while the timeline is being read', () => {
  it('is not lost to the first answer', async () => {
    const cache = new QueryClient();
    const lines = route<LinesPage>();
    const queryKey = keys.messages('demo-shop', 'c1');
    new QueryObserver(cache, {
      queryKey,
      queryFn: () => readLines(lines.read, cache.getQueryData<Lines>(queryKey)),
      structuralSharing: (known, read) => withFeed(known as Lines | undefined, read as Lines),
    }).subscribe(() => undefined);
    const message = sampleMessage({ id: 'm2', seq: 2 });
    applyEvent(cache, reader, { ...meta, type: 'message:new', conversationId: 'c1', message });
    await lines.answer({ items: [sampleMessage({ id: 'm1', seq: 1 })], nextCursor: null });
    expect(cache.getQueryData<Lines>(queryKey)?.messages.map((each) => each.id)).toEqual(['m1', 'm2']);
  });
});

describe('resync', () => {
  it('reads once more what was being read for the first time, and shows the first answer meanwhile', async () => {
    const { cache, conversations, rows } = inbox();
    resync(cache, 'demo-shop');
    await conversations.answer(page([unread]));
    expect(rows()).toMatchObject([{ version: 2 }]);
    expect(conversations.asked()).toBe(1);
    await conversations.answer(page([seen]));
    expect(rows()).toMatchObject([{ version: 3 }]);
    expect(conversations.asked()).toBe(0);
  });
});
