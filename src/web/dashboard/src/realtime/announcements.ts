import type { FeedEvent } from './frames';

export interface Announcement {
  conversationId: string;
  name: string | null;
  at: number;
}

let latest: Announcement | null = null;
const listeners = new Set<() => void>();

/** Remembers a visitor's message for the page's live region, which says it once, and calmly. */
export function announce(event: FeedEvent): void {
  if (event.type !== 'message:new' || event.message.author.type !== 'visitor') return;
  latest = { conversationId: event.conversationId, name: event.message.author.name, at: Date.now() };
  for (const listener of listeners) listener();
}

export function subscribeAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function latestAnnouncement(): Announcement | null {
  return latest;
}
