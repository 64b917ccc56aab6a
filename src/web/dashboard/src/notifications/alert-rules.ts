import type { Conversation } from '../api/types';
import type { FeedEvent } from '../realtime/frames';

export interface Alert {
  kind: 'message' | 'waiting' | 'overdue' | 'escalated';
  conversationId: string;
  name: string | null;
  text: string;
}

/**
 * What of the feed is worth interrupting somebody: a visitor who has just begun to wait for people or waits long, and what
 * visitors write where I, or nobody yet, have to answer. `known` is the conversation as it was before the event.
 */
export function alertOf(event: FeedEvent, known: Conversation | undefined, userId: string): Alert | null {
  if (event.type === 'message:new') {
    const { message } = event;
    if (message.author.type !== 'visitor' || message.kind !== 'message') return null;
    if (known?.handledBy !== 'people' || !mineOrNobodys(known, userId)) return null;
    return {
      kind: 'message',
      conversationId: event.conversationId,
      name: message.author.name ?? known.visitor.name,
      text: message.text,
    };
  }
  // A rule of the tenant's own says that everybody is to be told.
  if (event.type === 'escalation') {
    const name = known?.visitor.name ?? null;
    return { kind: 'escalated', conversationId: event.conversationId, name, text: event.rule };
  }
  if (event.type === 'visitor:waiting') {
    const { conversation } = event;
    if (!conversation.waitingSince || !mineOrNobodys(conversation, userId)) return null;
    return {
      kind: 'overdue',
      conversationId: conversation.id,
      name: conversation.visitor.name,
      text: conversation.lastMessage?.text ?? '',
    };
  }
  if (event.type === 'conversation:new' || event.type === 'conversation:updated') {
    const { conversation } = event;
    const begins = conversation.waitingSince !== null && !known?.waitingSince;
    if (!begins || conversation.handledBy !== 'people' || !mineOrNobodys(conversation, userId)) return null;
    // People had it already: then it is the message that is told, not the waiting.
    if (known?.handledBy === 'people') return null;
    return {
      kind: 'waiting',
      conversationId: conversation.id,
      name: conversation.visitor.name,
      text: conversation.lastMessage?.text ?? '',
    };
  }
  return null;
}

function mineOrNobodys(conversation: Conversation, userId: string): boolean {
  return conversation.assigneeId === null || conversation.assigneeId === userId;
}
