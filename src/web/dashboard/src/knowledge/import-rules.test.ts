import { describe, expect, it } from 'vitest';
import { serviceFile } from '../testing/service-sources';
import { largestRequest, mediaType, noArticles, outcomesOf, readText } from './import-rules';

describe('import', () => {
  it('tells the kind by the name, and leaves the rest to the server', () => {
    expect(['faq.CSV', 'articles.json', 'notes.md', 'a.b.txt', 'x.pdf', 'none'].map(mediaType)).toEqual([
      'text/csv',
      'application/json',
      'text/markdown',
      'text/markdown',
      'application/octet-stream',
      'application/octet-stream',
    ]);
  });

  it('adds up what came of several files', () => {
    const answer = { created: 2, updated: 0, unchanged: 1, failed: 1, items: [] };
    expect(outcomesOf([answer, answer])).toEqual([
      { status: 'created', count: 4 },
      { status: 'unchanged', count: 2 },
    ]);
    expect(outcomesOf([])).toEqual([]);
  });

  it('refuses what is no UTF-8 as the server does', async () => {
    await expect(readText(new Blob([new Uint8Array([0x47, 0xf6, 0xdf])]))).rejects.toMatchObject({
      problem: { errors: { file: ['must be UTF-8: save it again with that encoding'] } },
    });
    await expect(readText(new Blob(['Größe']))).resolves.toBe('Größe');
  });

  it('knows the server’s own limit and names of what it answers', () => {
    expect(serviceFile('../LiveChat.ServiceDefaults/ServiceHost.cs')).toContain('MaxBodyBytes = 64 * 1024');
    expect(largestRequest).toBe(65_536);
    expect(serviceFile('LiveChat.AssistantRouting/Knowledge/ImportRules.cs')).toContain(
      noArticles.items[0]?.errors?.item,
    );
    expect(serviceFile('LiveChat.AssistantRouting/Knowledge/ImportEndpoints.cs')).toContain(
      'ImportAnswer(int Created, int Updated, int Unchanged, int Failed, IReadOnlyList<ImportLine> Items)',
    );
  });
});
