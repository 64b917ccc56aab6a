import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Conversation, Page } from '../api/types';
import { useGrant } from '../session/use-session';
import { filterQuery, matchesView, type ConversationFilter } from './conversation-filter';
import { flatten } from './list-rules';

/** The inbox's list of one filter: read page by page, kept up to date by the feed. */
export function useConversations(filter: ConversationFilter) {
  const api = useApi();
  const { user } = useGrant();
  const query = useInfiniteQuery({
    queryKey: keys.list(api.tenantId, filter),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Conversation>>(
        'conversations',
        { ...filterQuery(filter), cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const conversations = useMemo(
    () => flatten(query.data).filter((each) => matchesView(each, filter.view, user.id)),
    [query.data, filter.view, user.id],
  );
  return { query, conversations };
}
