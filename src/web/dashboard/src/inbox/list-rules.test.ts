import { describe, expect, it } from 'vitest';
import { sampleConversation } from '../testing/samples';
import { filterQuery, matches, plainInbox, readSearch } from './conversation-filter';
import { applyToList, flatten, newerVersion, type ListData } from './list-rules';

const list = (...items: ReturnType<typeof sampleConversation>[]): ListData => ({
  pages: [{ items, nextCursor: null }],
  pageParams: [null],
});
const spoken = (minute: number) => ({
  text: 'x',
  authorType: 'visitor' as const,
  createdAt: `2026-11-22T17:${String(minute).padStart(2, '0')}:00Z`,
});

describe('newerVersion', () => {
  it('ignores an older and an equal version', () => {
    const known = sampleConversation({ version: 5 });
    expect(newerVersion(known, sampleConversation({ version: 4 }))).toBe(known);
    expect(newerVersion(known, sampleConversation({ version: 5 }))).toBe(known);
    expect(newerVersion(known, sampleConversation({ version: 6 })).version).toBe(6);
  });
});

describe('applyToList', () => {
  it('puts a new conversation in once', () => {
    const conversation = sampleConversation({ id: 'c2' });
    const once = applyToList(list(sampleConversation()), conversation, true);
    const twice = applyToList(once, conversation, true);
    expect(flatten(twice).filter((each) => each.id === 'c2')).toHaveLength(1);
    expect(twice).toBe(once);
  });

  it('takes out what no longer belongs', () => {
    const data = applyToList(
      list(sampleConversation()),
      sampleConversation({ version: 2, status: 'closed' }),
      false,
    );
    expect(flatten(data)).toHaveLength(0);
  });

  it('does not let an old event take out or bring back', () => {
    const data = list(sampleConversation({ version: 5 }));
    expect(applyToList(data, sampleConversation({ version: 4, status: 'closed' }), false)).toBe(data);
  });

  it('leaves the place of a searched conversation to the server', () => {
    const data = applyToList(list(), sampleConversation(), undefined);
    expect(flatten(data)).toHaveLength(0);
  });

  it('leaves one that belongs to a later page to that page', () => {
    const data: ListData = {
      pages: [{ items: [sampleConversation({ id: 'new', lastMessage: spoken(30) })], nextCursor: 'more' }],
      pageParams: [null],
    };
    expect(applyToList(data, sampleConversation({ id: 'old', lastMessage: spoken(1) }), true)).toBe(data);
    expect(
      flatten(applyToList(data, sampleConversation({ id: 'hot', lastMessage: spoken(40) }), true)),
    ).toHaveLength(2);
  });
});

describe('flatten', () => {
  it('shows a conversation that moved between pages once, in its newest version, latest first', () => {
    const data: ListData = {
      pages: [
        { items: [sampleConversation({ version: 1, lastMessage: spoken(1) })], nextCursor: 'x' },
        {
          items: [
            sampleConversation({ version: 2, lastMessage: spoken(9) }),
            sampleConversation({ id: 'c2', lastMessage: spoken(5) }),
          ],
          nextCursor: null,
        },
      ],
      pageParams: [null, 'x'],
    };
    expect(flatten(data).map((each) => `${each.id} ${each.version}`)).toEqual(['c1 2', 'c2 1']);
  });
});

describe('matches', () => {
  it('knows status and view, and leaves a search to the server', () => {
    const waiting = sampleConversation({
      waitingSince: '2026-11-22T17:00:00Z',
      handledBy: 'people',
      assigneeId: 'u1',
    });
    expect(matches(waiting, plainInbox, 'u1')).toBe(true);
    expect(matches(waiting, { ...plainInbox, status: 'closed' }, 'u1')).toBe(false);
    expect(matches(waiting, { ...plainInbox, view: 'mine' }, 'u1')).toBe(true);
    expect(matches(waiting, { ...plainInbox, view: 'mine' }, 'u2')).toBe(false);
    expect(matches(waiting, { ...plainInbox, view: 'assistant' }, 'u1')).toBe(false);
    expect(matches(waiting, { ...plainInbox, q: 'wool' }, 'u1')).toBeUndefined();
  });
});

describe('readSearch', () => {
  it('takes what it knows and drops the rest', () => {
    expect(readSearch({ status: 'closed', view: 'mine', q: 10482, evil: '<b>' })).toEqual({
      status: 'closed',
      view: 'mine',
      q: '10482',
    });
    expect(readSearch({ status: 'x', view: 3, q: {} })).toEqual({});
  });

  it('asks the server for what it can filter', () => {
    expect(filterQuery({ ...plainInbox, view: 'waiting', q: ' wool ' })).toEqual({
      status: 'open',
      handledBy: 'people',
      q: 'wool',
    });
  });
});
