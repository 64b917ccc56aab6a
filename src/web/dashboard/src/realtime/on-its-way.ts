import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Runs `then` once what is being read right now is there: an answer that is on its way may be older than what the feed
 * has brought meanwhile, and would write over it. Nothing is run where nothing is being read, nor where the reading
 * fails or begins anew, since what is read from now on knows of it.
 */
export function onceRead(query: Query, then: () => void): void {
  if (query.state.fetchStatus !== 'idle') query.promise?.then(then, () => undefined);
}

/**
 * Reads again. What is being read for the first time is not interrupted by that, so that the page is there soon;
 * it is read once more afterwards.
 */
export function readAgain(cache: QueryClient, queryKey: QueryKey): void {
  for (const query of cache.getQueryCache().findAll({ queryKey })) {
    if (query.state.data === undefined)
      onceRead(query, () => void cache.invalidateQueries({ queryKey: query.queryKey, exact: true }));
  }
  void cache.invalidateQueries({ queryKey });
}
