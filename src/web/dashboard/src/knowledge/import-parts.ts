import type { ImportAnswer } from './import-rules';

/** One request's share of a file. */
export interface ImportPart<TBody extends BlobPart = string> {
  body: TBody;
  /** What a place in this part lies behind in the file. */
  offset: number;
}

/** Articles in one request; the server takes 500. */
const mostItems = 400;

/**
 * A file of many articles in parts of at most `limit` bytes, each whole for itself: CSV with its header, JSON as an
 * array. Null where it has no articles to part: Markdown is one article, and what is no JSON has no beginning and end.
 * An article that is too large alone is a part alone, for the server to refuse.
 */
export function partsOf(type: string, text: string, limit: number): ImportPart[] | null {
  const plain = text.replace(/^\uFEFF/, '');
  if (type === 'text/csv') return csvParts(plain.replace(/\r\n|[\r\f\u0085\u2028\u2029]/g, '\n'), limit);
  if (type === 'application/json') return jsonParts(plain, limit);
  return null;
}

/** What became of a file, from what became of its parts. */
export function joined(
  parts: readonly ImportPart<BlobPart>[],
  answers: readonly ImportAnswer[],
): ImportAnswer {
  const sum = (of: 'created' | 'updated' | 'unchanged' | 'failed') =>
    answers.reduce((all, answer) => all + answer[of], 0);
  return {
    created: sum('created'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    failed: sum('failed'),
    items: answers.flatMap((answer, index) =>
      answer.items.map((item) => ({ ...item, at: item.at + (parts[index]?.offset ?? 0) })),
    ),
  };
}

function csvParts(text: string, limit: number): ImportPart[] {
  const [header = '', ...rows] = csvRows(text);
  const headerLines = linesOf(header);
  let line = headerLines;
  const items = rows.map((row) => {
    const item = { text: row, before: line };
    line += linesOf(row);
    return item;
  });
  return grouped(items, limit, bytes(header)).map((group) => ({
    body: header + group.map((item) => item.text).join(''),
    offset: (group[0]?.before ?? 0) - headerLines,
  }));
}

/** Rows with their line ends, by the server's rule: a quotation mark opens only where a cell begins. */
function csvRows(text: string): string[] {
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const count = (mark: string) => first.split(mark).length - 1;
  const [commas, semicolons, tabs] = [count(','), count(';'), count('\t')];
  const separator = tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
  const rows: string[] = [];
  let from = 0;
  let quoted = false;
  let cellIsEmpty = true;
  for (let i = 0; i < text.length; i++) {
    const mark = text[i];
    if (quoted) {
      if (mark !== '"') cellIsEmpty = false;
      else if (text[i + 1] === '"') {
        cellIsEmpty = false;
        i++;
      } else quoted = false;
    } else if (mark === '"' && cellIsEmpty) quoted = true;
    else if (mark === separator) cellIsEmpty = true;
    else if (mark === '\n') {
      rows.push(text.slice(from, i + 1));
      from = i + 1;
      cellIsEmpty = true;
    } else cellIsEmpty = false;
  }
  if (from < text.length) rows.push(text.slice(from));
  return rows;
}

function jsonParts(text: string, limit: number): ImportPart[] | null {
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch {
    return null;
  }
  if (items && typeof items === 'object' && !Array.isArray(items)) {
    const named = items as Record<string, unknown>;
    items = named.items ?? named.articles ?? named.faqs;
  }
  if (!Array.isArray(items)) return null;
  const texts = items.map((item, index) => ({ text: `${JSON.stringify(item)},`, before: index }));
  return grouped(texts, limit, 2).map((group) => ({
    body: `[${group
      .map((item) => item.text)
      .join('')
      .slice(0, -1)}]`,
    offset: group[0]?.before ?? 0,
  }));
}

function grouped<T extends { text: string }>(items: readonly T[], limit: number, around: number): T[][] {
  const groups: T[][] = [];
  let size = 0;
  for (const item of items) {
    const last = groups.at(-1);
    const more = bytes(item.text);
    if (last && last.length < mostItems && size + more <= limit) {
      last.push(item);
      size += more;
    } else {
      groups.push([item]);
      size = around + more;
    }
  }
  return groups;
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

const linesOf = (text: string) => text.split('\n').length - 1;
