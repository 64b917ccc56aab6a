import { describe, expect, it } from 'vitest';
import { importBody, importCounts } from './import-rules';

describe('import', () => {
  it('tells the kind by the name', () => {
    expect(importBody('faq.CSV', 'a,b', 'de').format).toBe('csv');
    expect(importBody('articles.json', '[]', 'en').format).toBe('json');
    expect(importBody('notes.md', '# A', 'en').format).toBe('markdown');
  });

  it('reads what came of it', () => {
    expect(importCounts({ imported: 3, errors: [{ row: 4, error: 'has no title' }] })).toEqual({
      imported: 3,
      refused: ['4: has no title'],
    });
    expect(importCounts({ items: [1, 2] }).imported).toBe(2);
    expect(importCounts(null)).toEqual({ imported: 0, refused: [] });
  });
});
