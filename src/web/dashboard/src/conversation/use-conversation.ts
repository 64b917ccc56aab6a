import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { isRecord } from '../api/problem';
import { useApi } from '../api/tenant-api';
import type { Conversation } from '../api/types';
import { applyConversation } from '../realtime/apply-event';
import { useGrant } from '../session/use-session';
import { useToasts } from '../ui/toast';
import { readLines, withEarlier, withFeed, type Lines, type LinesPage } from './lines';

export function useConversation(conversationId: string) {
  const api = useApi();
  return useQuery({
    queryKey: keys.conversation(api.tenantId, conversationId),
    queryFn: ({ signal }) => api.get<Conversation>(`conversations/${conversationId}`, {}, signal),
    structuralSharing: (known, read) =>
      known && (known as Conversation).version > (read as Conversation).version ? known : read,
  });
}

/** The newest lines, kept up to date by the feed, and the way to the earlier ones. */
export function useLines(conversationId: string) {
  const api = useApi();
  const cache = useQueryClient();
  const queryKey = keys.messages(api.tenantId, conversationId);
  const page = (cursor: string | null, signal?: AbortSignal) =>
    api.get<LinesPage>(
      `conversations/${conversationId}/messages`,
      { order: 'newest', cursor, limit: 100 },
      signal,
    );
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => readLines((cursor) => page(cursor, signal), cache.getQueryData<Lines>(queryKey)),
    structuralSharing: (known, read) => withFeed(known as Lines | undefined, read as Lines),
  });
  const more = useMutation({
    mutationFn: (cursor: string) => page(cursor),
    onSuccess: (read, cursor) =>
      // Unless the lines were read again meanwhile, and from another place.
      cache.setQueryData<Lines>(queryKey, (known) =>
        known?.earlier === cursor ? withEarlier(known, read) : known,
      ),
  });
  const cursor = query.data?.earlier ?? null;
  const earlier = {
    hasNextPage: cursor !== null,
    isFetchingNextPage: more.isPending,
    isFetchNextPageError: more.isError,
    error: more.error,
    fetchNextPage: () => cursor !== null && more.mutate(cursor),
  };
  return { query, earlier };
}

export type ConversationAction = 'takeover' | 'release' | 'assign' | 'close' | 'reopen';

/** Take over, release, close, reopen: done when the server says so, shown at once from its answer. */
export function useConversationAction(conversationId: string) {
  const api = useApi();
  const applyAnswer = useApplyAnswer(conversationId);
  return useMutation({
    mutationFn: ({ action, body }: { action: ConversationAction; body?: object }) =>
      api.post<unknown>(`conversations/${conversationId}/${action}`, body ?? {}),
    onSuccess: applyAnswer,
  });
}

/**
 * Adds or removes tags. The route takes all of them, so changes go one after another, each made to what the one before has
 * left: two on their way at once would take each other back.
 */
export function useTagChange(conversation: Conversation) {
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const applyAnswer = useApplyAnswer(conversation.id);
  return useMutation({
    scope: { id: `tags of ${conversation.id}` },
    mutationFn: (change: (tags: readonly string[]) => string[]) => {
      const key = keys.conversation(api.tenantId, conversation.id);
      const { tags } = cache.getQueryData<Conversation>(key) ?? conversation;
      return api.post<unknown>(`conversations/${conversation.id}/tags`, { tags: change(tags) });
    },
    onSuccess: applyAnswer,
    onError: toasts.failed,
  });
}

/** Shows what the server says of the conversation after a change to it. */
function useApplyAnswer(conversationId: string) {
  const api = useApi();
  const cache = useQueryClient();
  const { user } = useGrant();
  return (answer: unknown) => {
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
  };
}
