import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { keys } from '../api/keys';
import type { Conversation } from '../api/types';
import type { Lines } from '../conversation/lines';
import { plainInbox } from '../inbox/conversation-filter';
import { flatten, type ListData } from '../inbox/list-rules';
import { sampleConversation, sampleMessage } from '../testing/samples';
import { applyEvent } from './apply-event';
import { isNewer } from './event-id';
import type { FeedEvent } from './frames';

const reader = { tenantId: 'demo-shop', userId: 'u1' };
const meta = { id: 'e1-1', at: null };

function setup() {
  const cache = new QueryClient();
  const open = keys.list('demo-shop', plainInbox);
  const mine = keys.list('demo-shop', { ...plainInbox, view: 'mine' });
  for (const key of [open, mine]) {
    cache.setQueryData<ListData>(key, { pages: [{ items: [], nextCursor: null }], pageParams: [null] });
  }
  const rows = (key: readonly unknown[]) => flatten(cache.getQueryData<ListData>(key));
  const updated = (conversation: Conversation): FeedEvent => ({
    ...meta,
    type: 'conversation:updated',
    conversation,
  });
  return { cache, open, mine, rows, updated };
}

describe('applyEvent', () => {
  it('shows a new conversation in the lists it belongs to', () => {
    const { cache, open, mine, rows } = setup();
    applyEvent(cache, reader, { ...meta, type: 'conversation:new', conversation: sampleConversation() });
    expect(rows(open)).toHaveLength(1);
    expect(rows(mine)).toHaveLength(0);
  });

  it('moves a conversation between lists when it is taken over', () => {
    const { cache, mine, rows, updated } = setup();
    applyEvent(
      cache,
      reader,
      updated(sampleConversation({ version: 2, handledBy: 'people', assigneeId: 'u1' })),
    );
    expect(rows(mine)).toHaveLength(1);
    applyEvent(cache, reader, updated(sampleConversation({ version: 3 })));
    expect(rows(mine)).toHaveLength(0);
  });

  it('ignores an older version everywhere', () => {
    const { cache, open, rows, updated } = setup();
    applyEvent(cache, reader, updated(sampleConversation({ version: 7, unread: 2 })));
    applyEvent(cache, reader, updated(sampleConversation({ version: 6, unread: 9 })));
    expect(rows(open)[0]?.unread).toBe(2);
    expect(cache.getQueryData<Conversation>(keys.conversation('demo-shop', 'c1'))?.version).toBe(7);
  });

  it('shows a conversation once that is told as new behind a change of it', () => {
    const { cache, open, rows, updated } = setup();
    applyEvent(cache, reader, updated(sampleConversation({ version: 2, unread: 2 })));
    applyEvent(cache, reader, {
      ...meta,
      type: 'conversation:new',
      conversation: sampleConversation({ version: 1 }),
    });
    applyEvent(cache, reader, {
      ...meta,
      type: 'conversation:new',
      conversation: sampleConversation({ version: 2, unread: 2 }),
    });
    expect(rows(open)).toHaveLength(1);
    expect(rows(open)[0]).toMatchObject({ version: 2, unread: 2 });
  });

  it('reads the trail again that somebody looks at when its conversation goes on', () => {
    const { cache } = setup();
    const trails = [keys.trail('demo-shop', 'c1', 'm1'), keys.trail('demo-shop', 'c2', 'm9')];
    for (const trail of trails) cache.setQueryData(trail, { steps: [] });
    const message = sampleMessage({ id: 'm2', seq: 2 });
    applyEvent(cache, reader, { ...meta, type: 'message:new', conversationId: 'c1', message });
    expect(trails.map((trail) => cache.getQueryState(trail)?.isInvalidated)).toEqual([true, false]);
  });

  it('adds messages to timelines that were read, and to no others', () => {
    const { cache } = setup();
    const event: FeedEvent = { ...meta, type: 'message:new', conversationId: 'c1', message: sampleMessage() };
    applyEvent(cache, reader, event);
    expect(cache.getQueryData(keys.messages('demo-shop', 'c1'))).toBeUndefined();
    cache.setQueryData<Lines>(keys.messages('demo-shop', 'c1'), { messages: [], earlier: null });
    applyEvent(cache, reader, event);
    applyEvent(cache, reader, event);
    expect(cache.getQueryData<Lines>(keys.messages('demo-shop', 'c1'))?.messages).toHaveLength(1);
  });
});

describe('isNewer', () => {
  it('compares within an epoch and starts anew with another', () => {
    expect(isNewer('e1-10', 'e1-9')).toBe(true);
    expect(isNewer('e1-9', 'e1-10')).toBe(false);
    expect(isNewer('e1-9', 'e1-9')).toBe(false);
    expect(isNewer('e2-1', 'e1-9')).toBe(true);
    expect(isNewer('a-b-2', 'a-b-1')).toBe(true);
  });

  it('reads a timeline again when a review was decided: lines may be gone', () => {
    const { cache } = setup();
    const key = keys.messages('demo-shop', 'c1');
    const held = sampleMessage({ status: 'held', seq: null });
    cache.setQueryData<Lines>(key, { messages: [held], earlier: null });
    const data = { review: { id: 'r1', conversationId: 'c1', status: 'withdrawn', decidedBy: 'Kim' } };
    applyEvent(cache, reader, { ...meta, type: 'review:resolved', data });
    expect(cache.getQueryState(key)?.isInvalidated).toBe(true);
  });
});
