import { describe, expect, it } from 'vitest';
import { admits } from './domain-rules';

describe('admits', () => {
  it.each([
    ['shop.example', 'https://shop.example', true],
    ['shop.example', 'http://shop.example', true],
    ['shop.example', 'https://www.shop.example', false],
    ['https://www.shop.example', 'https://www.shop.example', true],
    ['https://www.shop.example', 'http://www.shop.example', false],
    ['*.shop.example', 'https://a.b.shop.example', true],
    ['*.shop.example', 'https://shop.example', false],
    ['*.shop.example', 'https://evilshop.example', false],
    ['shop.example:8443', 'https://shop.example:8443', true],
    ['shop.example:443', 'https://shop.example', true],
    ['shop.example', 'https://shop.example:8443', false],
    ['localhost', 'http://localhost:3000', true],
    ['localhost:3000', 'http://localhost:4000', false],
    ['[::1]:3000', 'http://[::1]:3000', true],
    ['shop.example', 'null', false],
  ])('%s lets %s in: %s', (domain, origin, expected) => {
    expect(admits([domain], origin)).toBe(expected);
    expect(admits(['other.example', domain], origin)).toBe(expected);
    expect(admits([], origin)).toBe(false);
  });
});
