import type { CostItem } from './costs';

const header = [
  'day',
  'assistantId',
  'assistant',
  'model',
  'calls',
  'inputTokens',
  'outputTokens',
  'currency',
  'cost',
];

/** The rows as RFC 4180 has them, in the order in which they came. */
export const costCsv = (items: readonly CostItem[]): string =>
  [
    header,
    ...items.map((item) => [
      item.day,
      item.assistantId ?? '',
      item.assistantName ?? '',
      item.model,
      item.calls,
      item.inputTokens,
      item.outputTokens,
      item.currency ?? '',
      item.cost ?? '',
    ]),
  ]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');

// A name that begins like a formula would be one in a spreadsheet.
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
