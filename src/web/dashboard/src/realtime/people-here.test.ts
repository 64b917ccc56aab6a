import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedEvent } from './frames';
import { PeopleHere } from './people-here';

const presence = (userId: string, state = 'online'): FeedEvent => ({
  id: null,
  at: null,
  type: 'presence',
  data: { userId, name: userId, state, conversationId: null },
});
const typing: FeedEvent = {
  id: null,
  at: null,
  type: 'typing',
  data: { conversationId: 'c1', typing: true, author: { type: 'visitor' } },
};

describe('PeopleHere', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('knows who is there, but for oneself and who went', () => {
    const people = new PeopleHere();
    for (const event of [presence('me'), presence('kim'), presence('lee'), presence('kim', 'offline')])
      people.hear(event, 'me', Date.now());
    expect(people.here.colleagues.map((each) => each.userId)).toEqual(['lee']);
  });

  it('forgets who may have left while nobody told', () => {
    const people = new PeopleHere();
    people.hear(presence('kim'), 'me', Date.now());
    people.hear(typing, 'me', Date.now());
    people.forget();
    expect(people.here).toEqual({ typists: [], colleagues: [] });
    people.hear(presence('lee'), 'me', Date.now());
    vi.advanceTimersByTime(20_000);
    expect(people.here.colleagues.map((each) => each.userId)).toEqual(['lee']);
  });

  it('takes a sign of typing for over when it is not repeated', () => {
    const people = new PeopleHere();
    people.hear(typing, 'me', Date.now());
    expect(people.here.typists).toHaveLength(1);
    vi.advanceTimersByTime(8_000);
    expect(people.here.typists).toHaveLength(0);
  });
});
