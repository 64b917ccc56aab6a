import type { Conversation, Message } from '../api/types';

/** A visitor's message; override what the test is about. */
export function sampleMessage(change: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    conversationId: 'c1',
    seq: 1,
    clientMessageId: null,
    kind: 'message',
    text: 'Hello!',
    author: { type: 'visitor', id: 'v1', name: 'Maya' },
    event: null,
    createdAt: '2026-11-22T17:00:00Z',
    status: 'sent',
    locale: 'en',
    requestId: 'req-00000001',
    reviewId: null,
    sources: [],
    quickReplies: [],
    turn: null,
    ...change,
  };
}

export function sampleConversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    version: 1,
    sessionId: 's1',
    status: 'open',
    handledBy: 'assistant',
    assigneeId: null,
    assistantId: 'a1',
    visitor: {
      id: 'v1',
      name: 'Maya',
      email: null,
      phone: null,
      externalId: null,
      verified: false,
      banned: false,
      attributes: {},
      locale: null,
      firstSeenAt: '2026-11-22T16:00:00Z',
    },
    tags: [],
    unread: 0,
    waitingSince: null,
    heldReviews: 0,
    seriousMode: false,
    page: null,
    device: null,
    locale: null,
    rating: null,
    createdAt: '2026-11-22T16:00:00Z',
    updatedAt: '2026-11-22T17:00:00Z',
    closedAt: null,
    lastMessage: { text: 'Hello!', authorType: 'visitor', createdAt: '2026-11-22T17:00:00Z' },
    ...change,
  };
}
