import { describe, expect, it } from 'vitest';
import { cannedQuery, findCanned } from './canned';

const reply = (shortcut: string, title = shortcut) => ({ id: shortcut, shortcut, title, text: 'x' });

describe('cannedQuery', () => {
  it('asks only for a slash at the start of one word', () => {
    expect(cannedQuery('/')).toBe('');
    expect(cannedQuery('/Ret')).toBe('ret');
    expect(cannedQuery('/ret now')).toBeNull();
    expect(cannedQuery('see /ret')).toBeNull();
    expect(cannedQuery('')).toBeNull();
  });
});

describe('findCanned', () => {
  it('puts shortcuts that begin so first', () => {
    const found = findCanned(
      [reply('how-returns'), reply('return'), reply('hi', 'Returning visitor'), reply('x')],
      'ret',
    );
    expect(found.map((each) => each.shortcut)).toEqual(['return', 'how-returns', 'hi']);
  });
});
