import { isRecord } from '../api/problem';

/** One day or hour of `GET analytics`; what the server does not tell is null. */
export interface Bucket {
  at: string;
  conversations: number | null;
  messages: number | null;
  /** Seconds until somebody, or the assistant, answered; the mean. */
  firstResponse: number | null;
  /** 0..1: conversations that the assistant ended alone. */
  resolution: number | null;
  /** 0..1: conversations that went to people. */
  handover: number | null;
  held: number | null;
  blocked: number | null;
}

export interface Analytics {
  buckets: Bucket[];
  totals: Omit<Bucket, 'at'>;
}

/** Reads the answer, whichever of a count or a rate it tells. */
export function readAnalytics(answer: unknown): Analytics {
  const data = isRecord(answer) ? answer : {};
  const rows = [data['items'], data['buckets'], data['series']].find(Array.isArray) ?? [];
  const buckets = rows
    .filter(isRecord)
    .map((row) => ({ at: text(row, 'at', 'from', 'start'), ...figures(row) }));
  const totals = [data['totals'], data['total'], data['summary']].find(isRecord);
  return { buckets, totals: totals ? figures(totals) : sum(buckets) };
}

function figures(row: Record<string, unknown>): Omit<Bucket, 'at'> {
  const conversations = number(row, 'conversations');
  const share = (count: number | null) =>
    count === null || !conversations ? null : Math.min(1, count / conversations);
  return {
    conversations,
    messages: number(row, 'messages'),
    firstResponse: number(row, 'firstResponseSeconds', 'firstResponseP50', 'firstResponse'),
    resolution:
      number(row, 'aiResolutionRate', 'resolutionRate') ??
      share(number(row, 'aiResolved', 'resolvedByAssistant')),
    handover: number(row, 'handoverRate') ?? share(number(row, 'handedOver', 'handovers', 'handedOff')),
    held: number(row, 'held'),
    blocked: number(row, 'blocked'),
  };
}

function sum(buckets: readonly Bucket[]): Omit<Bucket, 'at'> {
  const add = (name: 'conversations' | 'messages' | 'held' | 'blocked') =>
    buckets.reduce<number | null>((all, each) => (each[name] === null ? all : (all ?? 0) + each[name]), null);
  // Averages weigh by conversations: a quiet day counts little.
  const mean = (name: 'firstResponse' | 'resolution' | 'handover') => {
    const known = buckets.filter((each) => each[name] !== null && (each.conversations ?? 0) > 0);
    const weight = known.reduce((all, each) => all + (each.conversations ?? 0), 0);
    if (weight === 0) return null;
    return known.reduce((all, each) => all + (each[name] ?? 0) * (each.conversations ?? 0), 0) / weight;
  };
  return {
    conversations: add('conversations'),
    messages: add('messages'),
    firstResponse: mean('firstResponse'),
    resolution: mean('resolution'),
    handover: mean('handover'),
    held: add('held'),
    blocked: add('blocked'),
  };
}

function number(row: Record<string, unknown>, ...names: string[]): number | null {
  for (const name of names) if (typeof row[name] === 'number') return row[name];
  return null;
}

function text(row: Record<string, unknown>, ...names: string[]): string {
  for (const name of names) if (typeof row[name] === 'string') return row[name];
  return '';
}
