import { describe, expect, it } from 'vitest';
import { scaleTop, ticks } from './chart-rules';

describe('scale', () => {
  it('ends at a round number that holds every value', () => {
    expect([0, 1, 3, 7, 18, 41, 812].map((value) => scaleTop([value, null]))).toEqual([
      4, 1, 4, 8, 20, 50, 1000,
    ]);
  });

  it('has lines from zero to the top, at whole numbers where the top is one above four', () => {
    expect(ticks(8)).toEqual([0, 2, 4, 6, 8]);
    expect(ticks(50)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(ticks(10).every(Number.isInteger)).toBe(true);
  });
});
