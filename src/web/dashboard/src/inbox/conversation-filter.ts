import type { Conversation } from '../api/types';

/** What the inbox shows; kept in the address, so that a view can be bookmarked and sent. */
export interface ConversationFilter {
  status: 'open' | 'closed';
  view: InboxView;
  q: string;
}

export type InboxView = 'all' | 'mine' | 'waiting' | 'people' | 'assistant';

export const inboxViews: readonly InboxView[] = ['all', 'mine', 'waiting', 'people', 'assistant'];

/** The filter as the address carries it: only what differs from the plain inbox. */
export interface InboxSearch {
  status?: 'closed';
  view?: InboxView;
  q?: string;
}

/** Reads the address, whatever stands there. */
export function readSearch(search: Record<string, unknown>): InboxSearch {
  const found: InboxSearch = {};
  const view = inboxViews.find((each) => each === search['view']);
  const q = typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']) : '';
  if (search['status'] === 'closed') found.status = 'closed';
  if (view && view !== 'all') found.view = view;
  if (q) found.q = q.slice(0, 200);
  return found;
}

export const plainInbox: ConversationFilter = { status: 'open', view: 'all', q: '' };

/** The request's parameters; what the server cannot filter is filtered by {@link matches}. */
export function filterQuery(filter: ConversationFilter): Record<string, string> {
  const query: Record<string, string> = { status: filter.status };
  if (filter.view === 'assistant') query['handledBy'] = 'assistant';
  else if (filter.view === 'mine') query['assigneeId'] = 'me';
  else if (filter.view !== 'all') query['handledBy'] = 'people';
  if (filter.q.trim()) query['q'] = filter.q.trim();
  return query;
}

/**
 * Whether a conversation belongs into the list: `undefined` where only the server can tell (a search looks
 * into the messages too).
 */
export function matches(
  conversation: Conversation,
  filter: ConversationFilter,
  userId: string,
): boolean | undefined {
  if (conversation.status !== filter.status) return false;
  if (!matchesView(conversation, filter.view, userId)) return false;
  return filter.q.trim() ? undefined : true;
}

export function matchesView(conversation: Conversation, view: InboxView, userId: string): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'mine':
      return conversation.assigneeId === userId;
    case 'waiting':
      return conversation.waitingSince !== null;
    case 'people':
      return conversation.handledBy === 'people';
    case 'assistant':
      return conversation.handledBy === 'assistant';
  }
}
