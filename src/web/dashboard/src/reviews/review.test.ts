import { describe, expect, it } from 'vitest';
import { markMatches, readResolution } from './review';

const reason = (matched: string | { start: number; length: number; text: string }) => ({
  list: 'blockedKeywords',
  rule: 'refund',
  confidence: null,
  matched,
});

describe('markMatches', () => {
  it('counts places in code points, not in UTF-16 units', () => {
    expect(markMatches('😀 a refund!', [reason({ start: 4, length: 6, text: 'refund' })])).toEqual([
      { text: '😀 a ', matched: false },
      { text: 'refund', matched: true },
      { text: '!', matched: false },
    ]);
  });

  it('finds a text without regard to case, also after letters that grow in lower case', () => {
    expect(markMatches('İİ Refund', [reason('refund')]).at(-1)).toEqual({ text: 'Refund', matched: true });
  });

  it('leaves a text alone that no reason matched', () => {
    expect(markMatches('Fine.', [reason('refund')])).toEqual([{ text: 'Fine.', matched: false }]);
  });
});

describe('readResolution', () => {
  it('reads the review or its id, and keeps ids out of sentences', () => {
    expect(readResolution({ review: { id: 'r1', status: 'approved', decidedBy: 'Kim' } })).toEqual({
      id: 'r1',
      conversationId: null,
      status: 'approved',
      decidedBy: 'Kim',
    });
    expect(
      readResolution({
        reviewId: 'r1',
        decision: 'rejected',
        decidedBy: '0190a1b2-0000-7000-8000-000000000000',
      }),
    ).toEqual({ id: 'r1', conversationId: null, status: 'rejected', decidedBy: null });
    expect(readResolution({})).toBeNull();
  });
});
