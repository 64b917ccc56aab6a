import type { Alert } from '../notifications/alert-rules';
import type { FeedEvent } from './frames';

export interface Announcement {
  kind: 'message' | 'waiting';
  name: string | null;
}

let latest: Announcement | null = null;
let open: string | null = null;
const listeners = new Set<() => void>();

/** Which conversation its reader has before them: all that a visitor writes there is said. */
export function listenTo(conversationId: string | null): void {
  open = conversationId;
}

/**
 * Remembers for the page's live region what its reader has to know: who waits for people, what visitors write where
 * people answer, and in the open conversation. What the assistant deals with elsewhere would be a ceaseless murmur.
 */
export function announce(event: FeedEvent, alert: Alert | null): void {
  if (alert?.kind === 'message' || alert?.kind === 'waiting') say({ kind: alert.kind, name: alert.name });
  else if (
    event.type === 'message:new' &&
    event.conversationId === open &&
    event.message.author.type === 'visitor'
  )
    say({ kind: 'message', name: event.message.author.name });
}

function say(announcement: Announcement): void {
  latest = announcement;
  for (const listener of listeners) listener();
}

export function subscribeAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function latestAnnouncement(): Announcement | null {
  return latest;
}
