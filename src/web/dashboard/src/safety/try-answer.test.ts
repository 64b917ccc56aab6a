import { expect, it } from 'vitest';
import { countsOf } from './try-answer';

it('counts verdicts, the gravest first, and leaves out what did not happen', () => {
  const verdicts = { allow: 170, fallback: 4, end: 1, hold: 0 };
  expect(countsOf({ tried: 175, verdicts, hits: [] })).toEqual([
    ['end', 1],
    ['fallback', 4],
    ['allow', 170],
  ]);
});
