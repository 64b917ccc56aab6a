import type { Message, TurnStatus } from '../api/types';

const ended: ReadonlySet<TurnStatus> = new Set(['answered', 'held', 'handed_off', 'blocked', 'failed']);

/**
 * Which of two copies of one message is the later one. Messages carry no version, but they only ever move
 * one way: a reply is held before it has a `seq`, a turn runs before it has ended.
 */
export function laterCopy(known: Message, incoming: Message): Message {
  if (known.seq !== null && incoming.seq === null) return known;
  if (known.status === 'withdrawn' && incoming.status === 'held') return known;
  if (known.turn && isEnded(known.turn.status) && incoming.turn && !isEnded(incoming.turn.status))
    return known;
  if (known.turn && !incoming.turn) return { ...incoming, turn: known.turn };
  return incoming;
}

export function isEnded(status: TurnStatus): boolean {
  return ended.has(status);
}

/** A timeline read again, with what the feed brought while it was being read. */
export function withNewer(
  known: readonly Message[] | undefined,
  read: readonly Message[],
): readonly Message[] {
  const last = Math.max(0, ...read.map((message) => message.seq ?? 0));
  const newer = known?.filter((message) => (message.seq ?? 0) > last) ?? [];
  return newer.length > 0 ? orderMessages([...read, ...newer]) : read;
}

/** Adds or replaces messages by id, in the order in which they are shown; the same array when nothing changed. */
export function mergeMessages(known: readonly Message[], incoming: readonly Message[]): readonly Message[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  let changed = false;
  for (const message of incoming) {
    const current = byId.get(message.id);
    const later = current ? laterCopy(current, message) : message;
    if (later !== current) {
      byId.set(message.id, later);
      changed = true;
    }
  }
  return changed ? orderMessages(byId.values()) : known;
}

/**
 * What the visitor sees in the order of `seq`; notes and held replies, which have none, between them by time.
 * Two passes, because one comparison of both kinds would not be transitive: a reply released late has a high
 * `seq` and an early `createdAt`.
 */
export function orderMessages(messages: Iterable<Message>): Message[] {
  const numbered: Message[] = [];
  const loose: Message[] = [];
  const all = [...messages];
  // A released reply takes the place of the waiting line before it.
  const replaced = new Set(all.map((message) => message.replaces).filter(Boolean));
  for (const message of all)
    if (!replaced.has(message.id)) (message.seq === null ? loose : numbered).push(message);
  numbered.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  loose.sort((a, b) => compareText(a.createdAt, b.createdAt) || compareText(a.id, b.id));

  const ordered: Message[] = [];
  let next = 0;
  for (const message of numbered) {
    for (let first = loose[next]; first && isBefore(first, message); first = loose[++next])
      ordered.push(first);
    ordered.push(message);
  }
  return ordered.concat(loose.slice(next));
}

function isBefore(a: Message, b: Message): boolean {
  return Date.parse(a.createdAt) < Date.parse(b.createdAt);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Highest number that the visitor may see; what `read` reports. */
export function highestSeq(messages: readonly Message[]): number {
  return messages.reduce((highest, message) => Math.max(highest, message.seq ?? 0), 0);
}
