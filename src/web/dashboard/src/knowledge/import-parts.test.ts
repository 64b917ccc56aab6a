import { describe, expect, it } from 'vitest';
import { joined, partsOf } from './import-parts';

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('a file in parts', () => {
  it('gives each part of a CSV its header, and no row to two of them', () => {
    const rows = Array.from({ length: 50 }, (_, i) => `Größe ${i};${'ü'.repeat(20)}\n`);
    const parts = partsOf('text/csv', `\uFEFFtitle;text\r\n${rows.join('')}`, 300) ?? [];
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.every(({ body }) => body.startsWith('title;text\n') && bytes(body) <= 300)).toBe(true);
    expect(parts.map(({ body }) => body.slice('title;text\n'.length)).join('')).toBe(rows.join(''));
  });

  it('keeps a cell of several lines together, and tells the lines of the file', () => {
    const text = 'title,text\nOne,"first\nsecond ""line"", with comma"\nTwo,5" tall\nThree,short';
    const parts = partsOf('text/csv', text, 1) ?? [];
    expect(parts.map(({ body }) => body)).toEqual([
      'title,text\nOne,"first\nsecond ""line"", with comma"\n',
      'title,text\nTwo,5" tall\n',
      'title,text\nThree,short',
    ]);
    const answer = (title: string) => ({
      created: 1,
      updated: 0,
      unchanged: 0,
      failed: 0,
      items: [{ at: 2, title, status: 'created' as const, errors: null }],
    });
    const whole = joined(parts, ['One', 'Two', 'Three'].map(answer));
    expect(whole.created).toBe(3);
    expect(whole.items.map(({ title, at }) => [title, at])).toEqual([
      ['One', 2],
      ['Two', 4],
      ['Three', 5],
    ]);
  });

  it('parts JSON by its items, however the array is wrapped', () => {
    const items = Array.from({ length: 900 }, (_, i) => ({ title: `T ${i}`, text: 'x' }));
    for (const wrapped of [items, { items }, { articles: items }, { faqs: items }]) {
      const parts = partsOf('application/json', JSON.stringify(wrapped), 65_536) ?? [];
      expect(parts.map(({ offset }) => offset)).toEqual([0, 400, 800]);
      expect(parts.flatMap(({ body }) => JSON.parse(body) as unknown[])).toEqual(items);
    }
  });

  it('leaves alone what has no parts', () => {
    expect(partsOf('text/markdown', '# Title', 1)).toBeNull();
    expect(partsOf('application/json', '{"items": [', 1)).toBeNull();
    expect(partsOf('application/json', '{"a": 1}', 1)).toBeNull();
    expect(partsOf('text/csv', 'title,text\n', 1)).toEqual([]);
  });
});
