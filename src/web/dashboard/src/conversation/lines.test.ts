import { describe, expect, it } from 'vitest';
import type { Message } from '../api/types';
import { sampleMessage } from '../testing/samples';
import { readLines, withEarlier, withFeed, withLine, type LinesPage } from './lines';

const line = (seq: number) =>
  sampleMessage({ id: `m${seq}`, seq, createdAt: new Date(1_700_000_000_000 + seq * 1000).toISOString() });

/** A conversation of that many lines, in pages of a hundred from the newest; says how many were asked for. */
function conversation(length: number) {
  const asked: (string | null)[] = [];
  const page = (cursor: string | null): Promise<LinesPage> => {
    asked.push(cursor);
    const last = cursor === null ? length : Number(cursor) - 1;
    const items: Message[] = [];
    for (let seq = last; seq > Math.max(0, last - 100); seq--) items.push(line(seq));
    const oldest = items.at(-1)?.seq ?? 0;
    return Promise.resolve({ items, nextCursor: oldest > 1 ? String(oldest) : null });
  };
  return { page, asked };
}

describe('readLines', () => {
  it('opens with the newest, in the order in which they are shown', async () => {
    const { page, asked } = conversation(2_100);
    const lines = await readLines(page, undefined);
    expect(asked).toHaveLength(2);
    expect(lines.messages.map((each) => each.seq)).toEqual(Array.from({ length: 200 }, (_, n) => 1_901 + n));
    expect(lines.earlier).toBe('1901');
  });

  it('reads a short one as a whole', async () => {
    const lines = await readLines(conversation(3).page, undefined);
    expect(lines.messages).toHaveLength(3);
    expect(lines.earlier).toBeNull();
  });

  it('reads as far back as was read before', async () => {
    const known = withEarlier(await readLines(conversation(2_100).page, undefined), {
      items: Array.from({ length: 100 }, (_, n) => line(1_900 - n)),
      nextCursor: '1801',
    });
    expect(known.messages).toHaveLength(300);
    const again = await readLines(conversation(2_150).page, known);
    expect(again.messages[0]?.seq).toBeLessThanOrEqual(1_801);
    expect(again.messages.at(-1)?.seq).toBe(2_150);
  });
});

describe('what the feed brings', () => {
  it('stays when the lines are read again, and keeps the way to the earlier ones', async () => {
    const read = await readLines(conversation(300).page, undefined);
    const newest = line(301);
    const known = withLine(read, newest);
    expect(known.messages.at(-1)?.seq).toBe(301);
    expect(withLine(known, newest)).toBe(known);
    const both = withFeed(known, read);
    expect(both.messages.at(-1)?.seq).toBe(301);
    expect(both.earlier).toBe('101');
  });
});
