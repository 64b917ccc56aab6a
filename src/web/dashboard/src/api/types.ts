/** The contract's shapes as the page uses them. More members may come; these keep their names. */

export type Role = 'owner' | 'admin' | 'agent' | 'viewer';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Visitor {
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  externalId: string | null;
  verified: boolean;
  banned: boolean;
  attributes: Record<string, string>;
  locale: string | null;
  firstSeenAt: string;
}

export interface LastMessage {
  text: string;
  authorType: AuthorType;
  createdAt: string;
}

export interface Conversation {
  id: string;
  version: number;
  sessionId: string;
  status: 'open' | 'closed';
  handledBy: 'assistant' | 'people';
  assigneeId: string | null;
  assigneeName?: string | null;
  assistantId: string | null;
  visitor: Visitor;
  tags: string[];
  unread: number;
  waitingSince: string | null;
  heldReviews: number;
  seriousMode: boolean;
  page: { url: string | null; title: string | null; referrer: string | null } | null;
  device: string | null;
  locale: string | null;
  rating: number | null;
  /** What the visitor agreed to before writing, and when; absent or null where nobody asked. */
  consent?: { at: string; textVersion: string | null } | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  lastMessage: LastMessage | null;
  previousConversationId?: string | null;
}

export type AuthorType = 'visitor' | 'assistant' | 'agent' | 'system';

export interface Source {
  title: string;
  url: string | null;
}

export type TurnStatus = 'queued' | 'running' | 'answered' | 'held' | 'handed_off' | 'blocked' | 'failed';

export interface Message {
  id: string;
  conversationId: string;
  /** Number within what the visitor may see; null for notes and held replies. */
  seq: number | null;
  clientMessageId: string | null;
  kind: 'message' | 'note' | 'event';
  text: string;
  author: { type: AuthorType; id: string | null; name: string | null };
  event: { name: string; by: string | null } | null;
  createdAt: string;
  status: 'sent' | 'held' | 'withdrawn';
  locale: string | null;
  requestId: string;
  reviewId: string | null;
  sources: Source[];
  quickReplies: string[];
  /** Id of the waiting line whose place this one takes. */
  replaces?: string | null;
  turn: { status: TurnStatus; cause: string | null } | null;
}

export interface TrailStep {
  service: string;
  step: string;
  outcome: string;
  cause: string | null;
  detail: string | null;
  at: string;
  milliseconds: number;
}
