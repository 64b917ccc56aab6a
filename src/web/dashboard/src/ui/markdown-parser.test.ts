import { describe, expect, it } from 'vitest';
import { parseInline, parseMarkdown } from './markdown-parser';
import { safeLink } from './safe-link';

describe('parseMarkdown', () => {
  it('reads paragraphs, lists and strong words', () => {
    const blocks = parseMarkdown('Yes, **CHF 12**.\n\n- one\n- two\n\n1. first');
    expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'list', 'list']);
  });

  it('keeps HTML as text', () => {
    expect(parseInline('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'text', text: '<img src=x onerror=alert(1)>' },
    ]);
  });

  it('does not link to scripts', () => {
    expect(parseInline('[click](javascript:alert(1))').every((part) => part.kind === 'text')).toBe(true);
    expect(safeLink('JaVaScRiPt:alert(1)')).toBeNull();
    expect(safeLink('data:text/html,x')).toBeNull();
    expect(safeLink('/relative')).toBeNull();
    expect(safeLink('https://shop.example/a')).toBe('https://shop.example/a');
  });

  it('leaves the full stop out of a bare link', () => {
    expect(parseInline('See https://shop.example/a.')).toContainEqual({
      kind: 'link',
      text: 'https://shop.example/a',
      href: 'https://shop.example/a',
    });
  });

  it('stays fast on hostile text', () => {
    const hostile = '*'.repeat(4_000) + '['.repeat(4_000) + '`'.repeat(4_001);
    const blocks = parseMarkdown(hostile);
    expect(blocks).toHaveLength(1);
  });
});
