import { describe, expect, it } from 'vitest';
import { sampleMessage } from '../testing/samples';
import { highestSeq, laterCopy, mergeMessages, orderMessages, withNewer } from './message-rules';
import { timelineItems, turnNote } from './timeline-rules';

const at = (minute: number) => `2026-11-22T17:${String(minute).padStart(2, '0')}:00Z`;
const ids = (messages: readonly { id: string }[]) => messages.map((message) => message.id).join(' ');

describe('mergeMessages', () => {
  it('shows a message once', () => {
    const one = sampleMessage();
    expect(mergeMessages([one], [{ ...one, text: 'Hello again' }])).toHaveLength(1);
  });

  it('returns the same array when nothing is new', () => {
    const known = [sampleMessage()];
    expect(mergeMessages(known, known)).toBe(known);
  });

  it('orders by seq, whatever came first', () => {
    const first = sampleMessage({ id: 'a', seq: 1, createdAt: at(2) });
    const second = sampleMessage({ id: 'b', seq: 2, createdAt: at(1) });
    expect(ids(mergeMessages([second], [first]))).toBe('a b');
  });
});

describe('orderMessages', () => {
  it('puts notes between by time, also around a reply that was released late', () => {
    const question = sampleMessage({ id: 'question', seq: 5, createdAt: at(3) });
    const released = sampleMessage({ id: 'released', seq: 6, createdAt: at(1) });
    const note = sampleMessage({ id: 'note', seq: null, kind: 'note', createdAt: at(2) });
    const late = sampleMessage({ id: 'late', seq: null, kind: 'note', createdAt: at(9) });
    for (const order of [
      [question, released, note, late],
      [late, note, released, question],
      [released, late, question, note],
    ]) {
      expect(ids(orderMessages(order))).toBe('note question released late');
    }
  });
});

describe('laterCopy', () => {
  it('keeps the released copy when the held one comes late', () => {
    const released = sampleMessage({ seq: 4, status: 'sent' });
    expect(laterCopy(released, sampleMessage({ seq: null, status: 'held' }))).toBe(released);
  });

  it('keeps an ended turn when a running one comes late', () => {
    const ended = sampleMessage({ turn: { status: 'answered', cause: null } });
    expect(laterCopy(ended, sampleMessage({ turn: { status: 'running', cause: null } }))).toBe(ended);
  });

  it('takes the end of a turn', () => {
    const ended = sampleMessage({ turn: { status: 'failed', cause: 'timeout' } });
    expect(laterCopy(sampleMessage({ turn: { status: 'running', cause: null } }), ended)).toBe(ended);
  });
});

describe('timelineItems', () => {
  it('joins neighbours of one author and starts days', () => {
    const items = timelineItems([
      sampleMessage({ id: 'a', createdAt: '2026-11-20T10:00:00Z' }),
      sampleMessage({ id: 'b', createdAt: at(1) }),
      sampleMessage({ id: 'c', createdAt: at(2) }),
      sampleMessage({ id: 'd', createdAt: at(20) }),
    ]);
    expect(items.map((item) => item.newDay)).toEqual([true, true, false, false]);
    expect(items.map((item) => item.continued)).toEqual([false, false, true, false]);
    expect(items.map((item) => item.last)).toEqual([true, false, true, true]);
  });
});

describe('turnNote', () => {
  it('says nothing where an answer follows', () => {
    expect(turnNote(sampleMessage({ turn: { status: 'answered', cause: null } }))).toBe('none');
  });

  it('says why there is none', () => {
    expect(turnNote(sampleMessage({ turn: { status: 'handed_off', cause: 'not_known' } }))).toBe(
      'handed_off',
    );
  });
});

describe('highestSeq', () => {
  it('ignores what the visitor cannot see', () => {
    expect(highestSeq([sampleMessage({ seq: 3 }), sampleMessage({ seq: null })])).toBe(3);
  });
});

describe('withNewer', () => {
  it('keeps what the feed brought meanwhile, and lets go what is gone', () => {
    const known = [1, 2, 3].map((seq) => sampleMessage({ id: `m${seq}`, seq }));
    const read = [sampleMessage({ id: 'm1', seq: 1 }), sampleMessage({ id: 'm9', seq: 2 })];
    expect(withNewer(known, read).map((message) => message.id)).toEqual(['m1', 'm9', 'm3']);
    expect(withNewer(undefined, read)).toBe(read);
    expect(withNewer(read, read)).toBe(read);
  });
});
