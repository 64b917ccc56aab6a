import { isRecord } from '../api/problem';
import type { Conversation, Message } from '../api/types';

/** A frame of the server, by the contract's 'Dashboard WebSocket'. */
export type ServerFrame =
  | { type: 'auth:ok'; connectionId: string; lastEventId: string | null; replayed: number }
  | { type: 'auth:expiring'; at: string | null }
  | { type: 'resync'; lastEventId: string | null }
  /** The replica stops; the close follows. */
  | { type: 'server:restarting'; reconnectAfterMs: number }
  | { type: 'error'; code: string; requestId: string | null }
  | FeedEvent
  /** Something newer than this page; ignored, but its id still counts. */
  | { type: 'unknown'; name: string; id: string | null };

interface EventMembers {
  id: string | null;
  at: string | null;
}

export type FeedEvent = EventMembers &
  (
    | { type: 'conversation:new' | 'conversation:updated'; conversation: Conversation }
    | { type: 'message:new'; conversationId: string; message: Message }
    | { type: 'visitor:waiting'; conversation: Conversation }
    | { type: 'escalation'; conversationId: string; rule: string }
    | { type: 'review:new' | 'review:resolved'; data: Record<string, unknown> }
    | { type: 'usage:warning' | 'settings:changed'; data: Record<string, unknown> }
    | { type: 'presence' | 'typing'; data: Record<string, unknown> }
  );

/** Reads one frame; null for what is not JSON or has no type. */
export function readFrame(text: unknown): ServerFrame | null {
  if (typeof text !== 'string') return null;
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(frame) || typeof frame['type'] !== 'string') return null;
  const id = textOrNull(frame['id']);
  const at = textOrNull(frame['at']);
  const data = isRecord(frame['data']) ? frame['data'] : {};
  const unknown: ServerFrame = { type: 'unknown', name: frame['type'], id };
  switch (frame['type']) {
    case 'auth:ok':
      return {
        type: 'auth:ok',
        connectionId: textOrNull(frame['connectionId']) ?? '',
        lastEventId: textOrNull(frame['lastEventId']),
        replayed: typeof frame['replayed'] === 'number' ? frame['replayed'] : 0,
      };
    case 'auth:expiring':
      return { type: 'auth:expiring', at };
    case 'resync':
      return { type: 'resync', lastEventId: textOrNull(frame['lastEventId']) };
    case 'server:restarting': {
      const pause = frame['reconnectAfterMs'];
      return { type: 'server:restarting', reconnectAfterMs: typeof pause === 'number' ? pause : 0 };
    }
    case 'error':
      return {
        type: 'error',
        code: textOrNull(frame['code']) ?? '',
        requestId: textOrNull(frame['requestId']),
      };
    case 'conversation:new':
    case 'conversation:updated': {
      const conversation = data['conversation'];
      return isConversation(conversation) ? { type: frame['type'], id, at, conversation } : unknown;
    }
    case 'visitor:waiting': {
      const conversation = data['conversation'];
      return isConversation(conversation) ? { type: 'visitor:waiting', id, at, conversation } : unknown;
    }
    case 'escalation': {
      const conversationId = textOrNull(data['conversationId']);
      return conversationId
        ? { type: 'escalation', id, at, conversationId, rule: textOrNull(data['rule']) ?? '' }
        : unknown;
    }
    case 'message:new': {
      const message = data['message'];
      return isMessage(message)
        ? { type: 'message:new', id, at, conversationId: message.conversationId, message }
        : unknown;
    }
    case 'review:new':
    case 'review:resolved':
    case 'usage:warning':
    case 'settings:changed':
    case 'presence':
    case 'typing':
      return { type: frame['type'], id, at, data };
    default:
      return unknown;
  }
}

function isConversation(value: unknown): value is Conversation {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    typeof value['version'] === 'number' &&
    isRecord(value['visitor'])
  );
}

function isMessage(value: unknown): value is Message {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    typeof value['conversationId'] === 'string' &&
    isRecord(value['author'])
  );
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
