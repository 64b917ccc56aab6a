import { expect, it } from 'vitest';
import { pricesOf, rowErrors } from './prices';

it('sends prices as they were meant', () => {
  const row = { key: 7, model: ' gpt-x ', inputPerMillion: 2.5, outputPerMillion: 10 };
  expect(pricesOf(' eur', [row])).toEqual({
    currency: 'EUR',
    models: [{ model: 'gpt-x', inputPerMillion: 2.5, outputPerMillion: 10 }],
  });
  expect(pricesOf('EUR', []).models).toEqual([]);
});

it('finds the objections to a row', () => {
  const errors = { 'prices.models[1].model': 'Is missing.', 'prices.models[2]': 'Must have numbers.' };
  expect(rowErrors(errors, 1)).toEqual({ model: 'Is missing.', numbers: undefined });
  expect(rowErrors(errors, 2)).toEqual({ model: undefined, numbers: 'Must have numbers.' });
});
