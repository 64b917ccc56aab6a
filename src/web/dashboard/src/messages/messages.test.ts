import { describe, expect, it } from 'vitest';
import { de } from './de';
import { en } from './en';
import { createText, type Messages } from './text';

const placeholders = (message: Messages[keyof Messages]) =>
  [...new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/gu)].map((match) => match[1]))].sort();

describe('messages', () => {
  it('have the same keys and placeholders in every language', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      // A singular may spell its number out.
      const missing = placeholders(en[key]).filter((name) => !placeholders(de[key]).includes(name));
      expect(missing, key).toEqual([]);
    }
  });

  it('choose the plural and fill in', () => {
    const { t } = createText('de', de);
    expect(t('row.unread', { count: 1 })).toBe('1 ungelesene Nachricht');
    expect(t('row.unread', { count: 3 })).toBe('3 ungelesene Nachrichten');
  });

  it('do not read templates out of parameters', () => {
    expect(createText('en', en).t('timeline.typing', { name: '{name} $& $1' })).toBe(
      '{name} $& $1 is typing',
    );
  });
});
