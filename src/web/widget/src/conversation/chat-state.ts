import type { ChatAnswer, History } from "./contract";
import type { Fault } from "./fault";
import type { Gate } from "./gate";
import type { Line } from "./messages";

/** What the panel shows. Replaced as a whole with every change. */
export interface ChatState {
  lines: Line[];
  /** Somebody is writing; the name is null while the assistant works. */
  typing: { name: string | null } | null;
  agent: { name: string | null; avatarUrl: string | null } | null;
  handledBy: "assistant" | "people";
  status: "open" | "closed";
  /** The conversation has ended and was not rated yet. */
  askRating: boolean;
  /** Something serious was said: no sound, no wave, no suggestions. */
  serious: boolean;
  /** The history has been read, or there is none. */
  loaded: boolean;
  online: boolean;
  unread: number;
  /** What the server refused for good, until the visitor writes again. */
  bounced: { text: string; fault: Fault } | null;
  /** What must be asked before the first message may go; null when there is nothing to ask. */
  gate: Gate | null;
  /** A message that waits for it. */
  held: string | null;
  /** Nobody is there and no address is known: offer to leave one. */
  askEmail: boolean;
  /** When people are back, in milliseconds since 1970; null while they are here, or nobody knows. */
  backAt: number | null;
}

export const blankState = (loaded: boolean): ChatState => ({
  lines: [],
  typing: null,
  agent: null,
  handledBy: "assistant",
  status: "open",
  askRating: false,
  serious: false,
  loaded,
  online: navigator.onLine,
  unread: 0,
  bounced: null,
  gate: null,
  held: null,
  askEmail: false,
  backAt: null,
});

/** What a read says about the conversation itself; its lines are merged separately. */
export function withConversation(state: ChatState, { conversation }: History): ChatState {
  if (!conversation) return { ...state, loaded: true };
  const { handledBy, status, agent } = conversation;
  // Nobody decides any more about a reply that was held when people took over, or at the end: its waiting line goes.
  const over = handledBy === "people" || status === "closed";
  return {
    ...state,
    loaded: true,
    lines: over ? state.lines.filter((line) => line.event?.name !== "held") : state.lines,
    handledBy,
    status,
    askRating: conversation.askRating === true,
    // Somebody is there, or it is over: no address is needed any more.
    askEmail: state.askEmail && !agent && status === "open",
    serious: conversation.seriousMode === true,
    agent: agent ? { name: agent.name ?? null, avatarUrl: agent.avatarUrl ?? null } : null,
  };
}

/** Refusals after which the text goes back into the box: trying again can't help, changing the text may. */
export const sendsBack: ReadonlySet<string> = new Set([
  "usage_limit_reached",
  "message_too_long",
  "visitor_banned",
  "consent_required",
  "assistant_not_configured",
  "provider_not_configured",
  "identity_invalid",
]);

const asideSuffix = ":aside";

/** What is said instead of a reply and stored nowhere: it stands behind the message until the page goes. */
export const asideOf = (clientMessageId: string, answer: ChatAnswer, now: number): Line => ({
  key: clientMessageId + asideSuffix,
  seq: answer.seq ? answer.seq + 0.5 : null,
  side: answer.status === "blocked" ? "assistant" : "system",
  name: null,
  text: answer.message,
  at: now,
  delivery: "sent",
  trouble: null,
  event: answer.status === "handed_off" ? { name: "handed_off", by: null } : null,
  sources: [],
  quickReplies: [],
});

/** An aside that the history brings as a line of its own is shown once. */
export const withoutRepeats = (lines: Line[]): Line[] =>
  lines.filter((line) => !line.key.endsWith(asideSuffix) || !lines.some((other) => repeats(line, other)));

const repeats = (aside: Line, other: Line): boolean =>
  !other.key.endsWith(asideSuffix) &&
  other.side !== "visitor" &&
  other.text === aside.text &&
  (other.seq ?? 0) > (aside.seq ?? 0) - 1;
