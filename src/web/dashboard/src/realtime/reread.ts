import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { readAgain } from './on-its-way';

const pause = 1000;

/** By cache and key: whether something changed again since it was read last. */
const pauses = new WeakMap<QueryClient, Map<string, boolean>>();

/**
 * Reads again what an event says is out of date: at once, and while events go on coming (an import of a thousand
 * articles) once a second, with the last one always read.
 */
export function reread(cache: QueryClient, queryKey: QueryKey): void {
  const changed = pauses.get(cache) ?? new Map<string, boolean>();
  pauses.set(cache, changed);
  const name = JSON.stringify(queryKey);
  if (changed.has(name)) {
    changed.set(name, true);
    return;
  }
  readAgain(cache, queryKey);
  changed.set(name, false);
  setTimeout(() => {
    const again = changed.get(name);
    changed.delete(name);
    if (again) reread(cache, queryKey);
  }, pause);
}
