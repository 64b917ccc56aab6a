import { describe, expect, it } from 'vitest';
import { layOut, nameAt, scaleTop, sizes, ticks } from './chart-rules';

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

  it('never shows half a conversation', () => {
    expect([ticks(1, true), ticks(2, true), ticks(4, true)]).toEqual([
      [0, 1],
      [0, 1, 2],
      [0, 1, 2, 3, 4],
    ]);
    expect(ticks(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
});

describe('layout', () => {
  const days = (count: number) => Array.from({ length: count }, () => '22 Nov');
  const marks = ['0', '4'];

  it('fills the room there is, on a phone too', () => {
    for (const room of [250, 720, 1_200]) {
      const { scale, width } = layOut(room, days(30), 1, marks);
      expect(scale + width).toBeCloseTo(room);
    }
  });

  it('has room for the words of the scale', () => {
    expect(layOut(250, days(7), 1, ['CHF 0.75', '0']).scale).toBeGreaterThan(
      'CHF 0.75'.length * sizes.letter,
    );
  });

  it('grows beyond the room before bars become too thin', () => {
    const hours = layOut(250, days(720), 2, marks);
    expect(hours.bar).toBeGreaterThanOrEqual(sizes.leastBar);
    expect(hours.bar * 2).toBeLessThan(hours.step);
    expect(hours.width).toBeGreaterThan(4_000);
  });

  it('leaves out names that would meet, and cuts none off', () => {
    const half = ('22 Nov'.length * sizes.letter) / 2;
    for (const [room, count] of [
      [250, 30],
      [720, 30],
      [250, 7],
      [720, 90],
    ] as const) {
      const { every, step, width } = layOut(room, days(count), 1, marks);
      const last = nameAt((count - 0.5) * step, '22 Nov', width);
      const before = nameAt((count - every - 0.5) * step, '22 Nov', width);
      expect(last + half).toBeLessThanOrEqual(width);
      if (every < count) expect(before + half).toBeLessThan(last - half);
      expect(nameAt(step / 2, '22 Nov', width)).toBeGreaterThanOrEqual(half);
    }
  });
});
