import type { Message } from '../api/types';

/** Neighbouring messages of one author look like one when they are this close. */
const together = 5 * 60_000;

export interface TimelineItem {
  message: Message;
  /** The first line of a new day. */
  newDay: boolean;
  /** Continues the message before it: no avatar, no name. */
  continued: boolean;
  /** The last one before somebody else, or a pause: shows the time. */
  last: boolean;
}

export function timelineItems(messages: readonly Message[]): TimelineItem[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const newDay = !before || dayOf(before) !== dayOf(message);
    return {
      message,
      newDay,
      continued: !newDay && before !== undefined && belongTogether(before, message),
      last: after === undefined || dayOf(after) !== dayOf(message) || !belongTogether(message, after),
    };
  });
}

function belongTogether(a: Message, b: Message): boolean {
  return (
    a.kind === b.kind &&
    a.kind !== 'event' &&
    a.author.type === b.author.type &&
    a.author.id === b.author.id &&
    a.status === b.status &&
    Date.parse(b.createdAt) - Date.parse(a.createdAt) < together
  );
}

function dayOf(message: Message): string {
  return new Date(message.createdAt).toDateString();
}

/**
 * What stands under a visitor's message about its answer. `none` where an answer simply follows, so that
 * only what somebody might ask about is said.
 */
export function turnNote(
  message: Message,
): 'running' | 'held' | 'handed_off' | 'blocked' | 'failed' | 'none' {
  if (message.author.type !== 'visitor' || !message.turn) return 'none';
  const { status } = message.turn;
  if (status === 'queued' || status === 'running') return 'running';
  return status === 'answered' ? 'none' : status;
}
