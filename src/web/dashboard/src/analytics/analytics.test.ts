import { describe, expect, it } from 'vitest';
import { readAnalytics } from './analytics';

describe('readAnalytics', () => {
  it('makes shares of counts, and weighs averages by conversations', () => {
    const read = readAnalytics({
      items: [
        { at: '2026-11-01', conversations: 9, aiResolved: 9, firstResponseSeconds: 1 },
        { at: '2026-11-02', conversations: 1, aiResolved: 0, firstResponseSeconds: 11 },
      ],
    });
    expect(read.buckets[0]?.resolution).toBe(1);
    expect(read.totals).toMatchObject({ conversations: 10, resolution: 0.9, firstResponse: 2, held: null });
  });

  it('says nothing of what it was not told', () => {
    expect(
      readAnalytics({ items: [{ at: '2026-11-01', conversations: 0, handedOver: 0 }] }).totals,
    ).toMatchObject({
      conversations: 0,
      handover: null,
    });
    expect(readAnalytics('nonsense').buckets).toEqual([]);
  });
});
