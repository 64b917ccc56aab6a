import type { Message } from '../api/types';
import { mergeMessages, orderMessages, withNewer } from './message-rules';

/** What has been read of a conversation: its newest lines, and where the earlier ones go on. */
export interface Lines {
  /** In the order in which they are shown. */
  messages: readonly Message[];
  /** The cursor of the page before; null when the first line is there. */
  earlier: string | null;
}

/** One page of the route, the newest line first. */
export interface LinesPage {
  items: readonly Message[];
  nextCursor: string | null;
}

/** How many lines a conversation opens with; few are longer. */
const openedWith = 200;

/** Reads from the newest line backwards: as many as a conversation opens with, or as far as was read before. */
export async function readLines(
  page: (cursor: string | null) => Promise<LinesPage>,
  known: Lines | undefined,
): Promise<Lines> {
  const oldest = known?.messages.reduce(
    (least, each) => (each.createdAt < least ? each.createdAt : least),
    '~',
  );
  const read: Message[] = [];
  let cursor: string | null = null;
  do {
    const answer = await page(cursor);
    read.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null && (read.length < openedWith || isAfter(read.at(-1), oldest)));
  return { messages: orderMessages(read), earlier: cursor };
}

function isAfter(message: Message | undefined, oldest: string | undefined): boolean {
  return message !== undefined && oldest !== undefined && message.createdAt > oldest;
}

/** Lines read again, with what the feed brought while they were being read. */
export function withFeed(known: Lines | undefined, read: Lines): Lines {
  return { ...read, messages: withNewer(known?.messages, read.messages) };
}

/** A line that the feed brought, or that was just stored; the same object when nothing changed. */
export function withLine(known: Lines, message: Message): Lines {
  const messages = mergeMessages(known.messages, [message]);
  return messages === known.messages ? known : { ...known, messages };
}

/** The page before the first line. */
export function withEarlier(known: Lines, page: LinesPage): Lines {
  return { messages: mergeMessages(known.messages, page.items), earlier: page.nextCursor };
}
