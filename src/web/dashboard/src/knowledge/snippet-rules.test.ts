import { describe, expect, it } from 'vitest';
import { snippetParts } from './snippet-rules';

const show = (snippet: string, ...words: string[]) => {
  const highlights = words.map((word) => ({ start: snippet.indexOf(word), length: word.length }));
  return snippetParts(snippet, highlights)
    .map((part) => (part.matched ? `[${part.text}]` : part.text))
    .join('');
};

describe('snippetParts', () => {
  it('marks what was asked for, in a line without Markdown', () => {
    expect(show('## Abroad\n- We **ship** to Norway', 'ship', 'Norway')).toBe('Abroad We [ship] to [Norway]');
    expect(show('Nothing here')).toBe('Nothing here');
    expect(show('ship', 'ship')).toBe('[ship]');
  });

  it('counts as the server does, beyond the basic plane too', () => {
    expect(show('👩‍👩‍👧‍👦 ship 𝒳', 'ship')).toBe('👩‍👩‍👧‍👦 [ship] 𝒳');
  });

  it('begins near the first hit and ends with a whole word', () => {
    const far = `${'before '.repeat(40)}needle ${'after '.repeat(80)}`;
    const shown = show(far, 'needle');
    expect(shown).toMatch(/^…before .*\[needle\] after .*after…$/u);
    expect(shown.length).toBeLessThan(280);
    expect(show('x'.repeat(1_000))).toHaveLength(261);
  });

  it('does not trip over marks in the text itself, or stretches that overlap', () => {
    expect(show('a\uE001b\uE000 ship', 'ship')).toBe('a b [ship]');
    const twice = [
      { start: 0, length: 4 },
      { start: 2, length: 4 },
    ];
    expect(snippetParts('shipping', twice)).toEqual([
      { text: 'ship', matched: true },
      { text: 'ping', matched: false },
    ]);
  });
});
