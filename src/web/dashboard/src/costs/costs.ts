import { isRecord } from '../api/problem';

/** One row of `GET provider/usage`: what a model took on a day for an assistant. */
export interface CostItem {
  /** `2026-11-23`, in UTC. */
  day: string;
  /** Null where the question was asked for no assistant. */
  assistantId: string | null;
  /** Null where the assistant is gone. */
  assistantName: string | null;
  model: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  /** Both null where no price is set. */
  currency: string | null;
  cost: number | null;
}

export interface CostTotal {
  currency: string | null;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  cost: number | null;
}

export interface Costs {
  from: string;
  to: string;
  items: CostItem[];
  totals: CostTotal[];
}

/** Values by day for one assistant, or for all beyond the largest. */
export interface CostSeries {
  name: string;
  values: (number | null)[];
}

/** As many as a chart can tell apart; the last is the rest. */
const mostSeries = 4;
const day = 86_400_000;

export function readCosts(answer: unknown): Costs {
  const data = isRecord(answer) ? answer : {};
  return {
    from: text(data['from']),
    to: text(data['to']),
    items: rows(data['items']).map((row) => ({
      day: text(row['day']),
      assistantId: textOrNull(row['assistantId']),
      assistantName: textOrNull(row['assistantName']),
      model: text(row['model']),
      ...figures(row),
    })),
    totals: rows(data['totals']).map(figures),
  };
}

/** Every day of the period, those without a call too. */
export function daysOf(costs: Pick<Costs, 'from' | 'to'>): string[] {
  const [first, last] = [Date.parse(`${costs.from}T00:00:00Z`), Date.parse(`${costs.to}T00:00:00Z`)];
  if (Number.isNaN(first) || Number.isNaN(last)) return [];
  const count = Math.max(0, Math.round((last - first) / day) + 1);
  return Array.from({ length: count }, (_, at) => new Date(first + at * day).toISOString().slice(0, 10));
}

/** The currencies that anything was counted in, in their order. */
export const currenciesOf = (costs: Pick<Costs, 'totals'>): string[] =>
  costs.totals.flatMap((total) => (total.currency === null ? [] : [total.currency]));

/**
 * By assistant, the largest first; beyond three the others together. Where a day has nothing of an assistant, it is 0:
 * nothing was asked.
 */
export function seriesOf(
  items: readonly CostItem[],
  days: readonly string[],
  value: (item: CostItem) => number,
  nameOf: (item: CostItem) => string,
  othersName: string,
): CostSeries[] {
  const sums = new Map<string, { name: string; sum: number; byDay: Map<string, number> }>();
  for (const item of items) {
    const key = item.assistantId ?? '';
    const found = sums.get(key) ?? { name: nameOf(item), sum: 0, byDay: new Map<string, number>() };
    found.sum += value(item);
    found.byDay.set(item.day, (found.byDay.get(item.day) ?? 0) + value(item));
    sums.set(key, found);
  }
  const sorted = [...sums.values()].sort((a, b) => b.sum - a.sum || a.name.localeCompare(b.name));
  const series = (name: string, of: typeof sorted): CostSeries => ({
    name,
    values: days.map((each) => of.reduce((all, one) => all + (one.byDay.get(each) ?? 0), 0)),
  });
  if (sorted.length <= mostSeries) return sorted.map((each) => series(each.name, [each]));
  return [
    ...sorted.slice(0, mostSeries - 1).map((each) => series(each.name, [each])),
    series(othersName, sorted.slice(mostSeries - 1)),
  ];
}

function figures(row: Record<string, unknown>): CostTotal {
  return {
    calls: number(row['calls']),
    inputTokens: number(row['inputTokens']),
    outputTokens: number(row['outputTokens']),
    currency: textOrNull(row['currency']),
    cost: typeof row['cost'] === 'number' ? row['cost'] : null,
  };
}

const rows = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
const number = (value: unknown) => (typeof value === 'number' ? value : 0);
