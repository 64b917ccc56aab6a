import type { Message } from "./contract";
import type { Fault } from "./fault";
import type { Outgoing } from "./session";

export type Delivery = "queued" | "sending" | "sent" | "failed";

/** One line of the conversation as the panel shows it. */
export interface Line {
  /** Stable over the line's life, so that a confirmed message keeps its place and element. */
  key: string;
  seq: number | null;
  side: "visitor" | "assistant" | "agent" | "system";
  name: string | null;
  text: string;
  at: number;
  delivery: Delivery;
  /** Why it was not delivered; null unless it failed. */
  trouble: Fault | null;
  /** What a system line tells when it has no text. */
  event: { name: string; by: string | null } | null;
  sources: { title: string; url: string | null }[];
  quickReplies: string[];
  /** Language of the text, where the server knows it. */
  locale?: string | null;
  /** Key of the waiting line that gives way to this one. */
  replaces?: string | null;
  /** Still being written: shown, but not read out before it is whole. */
  partial?: boolean;
}

/** What has come so far of a reply that is being streamed. */
export const partialOf = (clientMessageId: string, seq: number, text: string, now: number): Line => ({
  ...lineOfOutgoing({ clientMessageId: clientMessageId + partialSuffix, text, at: now }, "sent"),
  seq: seq + 0.5,
  side: "assistant",
  partial: true,
});
export const partialSuffix = ":partial";

export function lineOf(message: Message): Line | null {
  if (message.kind === "note") return null;
  const isEvent = message.kind === "event" || message.author.type === "system";
  if (!message.text && !isEvent) return null;
  return {
    key: message.clientMessageId && message.author.type === "visitor" ? message.clientMessageId : message.id,
    seq: message.seq ?? null,
    side: isEvent && message.author.type !== "agent" ? "system" : message.author.type,
    name: message.author.name ?? null,
    text: message.text,
    at: Date.parse(message.createdAt) || 0,
    delivery: "sent",
    trouble: null,
    event: message.event ? { name: message.event.name, by: message.event.by ?? null } : null,
    sources: (message.sources ?? []).map(({ title, url }) => ({ title, url: url ?? null })),
    quickReplies: message.quickReplies ?? [],
    locale: message.locale ?? null,
    replaces: message.replaces ?? null,
  };
}

export function lineOfOutgoing(outgoing: Outgoing, delivery: Delivery): Line {
  return {
    key: outgoing.clientMessageId,
    seq: null,
    side: "visitor",
    name: null,
    text: outgoing.text,
    at: outgoing.at,
    delivery,
    trouble: null,
    event: null,
    sources: [],
    quickReplies: [],
  };
}

/**
 * Puts lines into the list: one per key, what has a number in the order of the numbers, what has none after it in the
 * order it came; a waiting line goes when its reply is there. The same message may come by the answer, by a read and by
 * another tab.
 */
export function mergeLines(lines: readonly Line[], incoming: readonly Line[]): Line[] {
  const byKey = new Map(lines.map((line) => [line.key, line]));
  for (const line of incoming) byKey.set(line.key, line);
  // Whichever of the two came first.
  for (const { replaces } of [...byKey.values()]) if (replaces) byKey.delete(replaces);
  return [...byKey.values()].sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || a.at - b.at || 0);
}

export const highestSeq = (lines: readonly Line[]): number =>
  lines.reduce((max, line) => Math.max(max, Math.floor(line.seq ?? 0)), 0);

export const unreadOf = (lines: readonly Line[], readSeq: number): number =>
  lines.filter(
    (line) => !line.partial && (line.side === "assistant" || line.side === "agent") && (line.seq ?? 0) > readSeq,
  ).length;
