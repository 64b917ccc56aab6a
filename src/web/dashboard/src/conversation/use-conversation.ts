import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { isRecord } from '../api/problem';
import { useApi, type TenantApi } from '../api/tenant-api';
import type { Conversation, Message, Page } from '../api/types';
import { applyConversation } from '../realtime/apply-event';
import { useGrant } from '../session/use-session';
import { orderMessages, withNewer } from './message-rules';

export function useConversation(conversationId: string) {
  const api = useApi();
  return useQuery({
    queryKey: keys.conversation(api.tenantId, conversationId),
    queryFn: ({ signal }) => api.get<Conversation>(`conversations/${conversationId}`, {}, signal),
    structuralSharing: (known, read) =>
      known && (known as Conversation).version > (read as Conversation).version ? known : read,
  });
}

export function useMessages(conversationId: string) {
  const api = useApi();
  return useQuery({
    queryKey: keys.messages(api.tenantId, conversationId),
    queryFn: ({ signal }) => readMessages(api, conversationId, signal),
    structuralSharing: (known, read) =>
      withNewer(known as readonly Message[] | undefined, read as readonly Message[]),
  });
}

/** A conversation is read as a whole, up to a length that nobody scrolls through. */
const mostPages = 20;

async function readMessages(
  api: TenantApi,
  conversationId: string,
  signal: AbortSignal,
): Promise<readonly Message[]> {
  const all: Message[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer: Page<Message> = await api.get<Page<Message>>(
      `conversations/${conversationId}/messages`,
      { cursor, limit: 100 },
      signal,
    );
    all.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return orderMessages(all);
}

export type ConversationAction = 'takeover' | 'release' | 'assign' | 'close' | 'reopen';

/** Take over, release, close, reopen: done when the server says so, shown at once from its answer. */
export function useConversationAction(conversationId: string) {
  const api = useApi();
  const cache = useQueryClient();
  const { user } = useGrant();
  return useMutation({
    mutationFn: ({ action, body }: { action: ConversationAction; body?: object }) =>
      api.post<unknown>(`conversations/${conversationId}/${action}`, body ?? {}),
    onSuccess: (answer) => {
      const conversation =
        isRecord(answer) && isRecord(answer['conversation']) ? answer['conversation'] : answer;
      if (isRecord(conversation) && typeof conversation['version'] === 'number') {
        applyConversation(
          cache,
          { tenantId: api.tenantId, userId: user.id },
          conversation as unknown as Conversation,
        );
      } else {
        void cache.invalidateQueries({ queryKey: keys.conversation(api.tenantId, conversationId) });
        void cache.invalidateQueries({ queryKey: keys.lists(api.tenantId) });
      }
    },
  });
}
