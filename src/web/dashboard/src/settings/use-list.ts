import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys';
import type { HttpRequest } from '../api/http';
import { useApi } from '../api/tenant-api';
import type { Page } from '../api/types';
import { useToasts } from '../ui/toast';

const mostPages = 10;

interface ListOptions<T> {
  staleTime?: number;
  enabled?: boolean;
  /** Milliseconds until it is read again; false for not by itself. */
  refetchInterval?: (items: readonly T[]) => number | false;
}

/**
 * A list of settings' things, read as a whole: there are few of each. Its own place in the cache: what else is read of
 * the same path has another shape, and one taken for the other would break the page.
 */
export function useList<T>(path: string, { refetchInterval, ...options }: ListOptions<T> = {}) {
  const api = useApi();
  return useQuery({
    queryKey: keys.section(api.tenantId, path, 'whole list'),
    queryFn: async ({ signal }) => {
      const all: T[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < mostPages; page++) {
        const answer: Page<T> = await api.get<Page<T>>(path, { limit: 100, cursor }, signal);
        all.push(...answer.items);
        cursor = answer.nextCursor ?? null;
        if (cursor === null) break;
      }
      return all;
    },
    ...options,
    refetchInterval: (query) => refetchInterval?.(query.state.data ?? []) ?? false,
  });
}

interface Change {
  method?: HttpRequest['method'];
  path: string;
  body?: unknown;
}

/** A change to one of a list's things: reads the list again when it is done, says it when it failed. */
export function useChange<T = unknown>(list: string, quiet = false) {
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  return useMutation({
    mutationFn: async ({ method = 'POST', path, body }: Change) =>
      (await api.send<T>(path, { method, body })).data,
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, list) }),
    ...(quiet ? {} : { onError: toasts.failed }),
  });
}
