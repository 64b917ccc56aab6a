import { expect, test } from 'vitest';
import { isMasking, labelOf, maskingOf, optionOf, optionsFor } from './masking';

test('a word and several words go to an option and back', () => {
  for (const masking of ['ignore', 'replies', ['storage', 'replies'], ['provider', 'storage', 'replies']])
    expect(maskingOf(optionOf(masking))).toEqual(masking);
});

test('a mix that is not offered is kept among the options', () => {
  expect(optionsFor('ignore')).not.toContain('provider+storage+replies');
  expect(optionsFor(['provider', 'storage', 'replies'])).toContain('provider+storage+replies');
});

test('labels are put together of the words the page has', () => {
  const find = (key: string) => (key === 'safety.mask.storage' ? 'Mask' : null);
  expect(labelOf('storage+replies', find)).toBe('Mask + replies');
});

test('only words and arrays of words are maskings', () => {
  expect([
    isMasking('ignore'),
    isMasking(['storage']),
    isMasking(7),
    isMasking([7]),
    isMasking(null),
  ]).toEqual([true, true, false, false, false]);
});
