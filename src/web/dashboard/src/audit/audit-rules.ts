import { isRecord } from '../api/problem';

export interface Change {
  name: string;
  before: string | null;
  after: string | null;
}

/** What differs between two recorded values, member by member; both are JSON texts, or plain words. */
export function changes(before: string | null, after: string | null): Change[] {
  const old = parse(before);
  const young = parse(after);
  if (!isRecord(old) && !isRecord(young)) {
    return before === after ? [] : [{ name: '', before: show(old), after: show(young) }];
  }
  const left = isRecord(old) ? old : {};
  const right = isRecord(young) ? young : {};
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .map((name) => ({ name, before: show(left[name]), after: show(right[name]) }))
    .filter((change) => change.before !== change.after);
}

function parse(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const longest = 300;

function show(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
