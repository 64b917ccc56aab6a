import { describe, expect, it } from 'vitest';
import { snippetKinds, snippetText } from './snippet-text';

describe('snippetText', () => {
  it.each(snippetKinds)('names address, tenant and token for %s', (kind) => {
    const text = snippetText(kind, { apiUrl: 'https://chat.example', tenantId: 'shop', token: 'a.b.c' });
    for (const value of ['https://chat.example/web-widget', '"shop"', '"a.b.c"'])
      expect(text).toContain(value);
  });

  it('uses the plain script where modules are not allowed', () => {
    const values = { apiUrl: 'https://chat.example', tenantId: 'shop', token: 'a.b.c' };
    expect(snippetText('tagmanager', values)).toContain('ChatWidget.renderWebWidget');
    expect(snippetText('tagmanager', values)).not.toContain('type="module"');
  });
});
