import { describe, expect, it } from 'vitest';
import { costCsv } from './cost-csv';
import { currenciesOf, daysOf, readCosts, seriesOf, type CostItem } from './costs';

const item = (day: string, assistantId: string | null, inputTokens: number): CostItem => ({
  day,
  assistantId,
  assistantName: assistantId,
  model: 'm',
  calls: 1,
  inputTokens,
  outputTokens: 1,
  currency: 'EUR',
  cost: inputTokens / 1000,
});
const tokens = (each: CostItem) => each.inputTokens + each.outputTokens;
const name = (each: CostItem) => each.assistantName ?? 'nobody';

describe('readCosts', () => {
  it('takes what the server says, and no money where it says none', () => {
    const read = readCosts({
      from: '2026-11-01',
      to: '2026-11-02',
      items: [
        {
          day: '2026-11-01',
          assistantId: null,
          assistantName: null,
          model: 'm',
          calls: 2,
          inputTokens: 5,
          outputTokens: 3,
          currency: null,
          cost: null,
        },
      ],
      totals: [
        { currency: null, calls: 2, inputTokens: 5, outputTokens: 3, cost: null },
        { currency: 'CHF', calls: 1, inputTokens: 1, outputTokens: 1, cost: 0.5 },
      ],
    });
    expect(read.items[0]).toMatchObject({ assistantId: null, inputTokens: 5, cost: null });
    expect(currenciesOf(read)).toEqual(['CHF']);
    expect(readCosts('nonsense')).toEqual({ from: '', to: '', items: [], totals: [] });
  });
});

describe('daysOf', () => {
  it('has every day, over the end of a month too', () => {
    expect(daysOf({ from: '2026-02-27', to: '2026-03-01' })).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
    expect(daysOf({ from: 'x', to: 'y' })).toEqual([]);
  });
});

describe('seriesOf', () => {
  const days = ['2026-11-01', '2026-11-02'];

  it('adds the models of an assistant up, by day, the largest assistant first', () => {
    const series = seriesOf(
      [
        item('2026-11-01', 'Ada', 9),
        item('2026-11-01', 'Ada', 4),
        item('2026-11-02', 'Bob', 90),
        item('2026-11-02', null, 1),
      ],
      days,
      tokens,
      name,
      'others',
    );
    expect(series).toEqual([
      { name: 'Bob', values: [0, 91] },
      { name: 'Ada', values: [15, 0] },
      { name: 'nobody', values: [0, 2] },
    ]);
  });

  it('puts what a chart could not tell apart together', () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((each, at) => item('2026-11-01', each, 100 - at));
    const series = seriesOf(many, days, tokens, name, 'others');
    expect(series.map((each) => each.name)).toEqual(['A', 'B', 'C', 'others']);
    expect(series[3]?.values).toEqual([98 + 97, 0]);
  });
});

describe('costCsv', () => {
  it('quotes what has commas, and lets no name be a formula', () => {
    const rows = costCsv([
      { ...item('2026-11-01', 'a', 1), assistantName: '=cmd()', model: 'one, "two"' },
      { ...item('2026-11-02', null, 1), currency: null, cost: null },
    ]).split('\r\n');
    expect(rows).toEqual([
      'day,assistantId,assistant,model,calls,inputTokens,outputTokens,currency,cost',
      `2026-11-01,a,'=cmd(),"one, ""two""",1,1,1,EUR,0.001`,
      '2026-11-02,,,m,1,1,1,,',
      '',
    ]);
  });
});
