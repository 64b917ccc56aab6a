import { useSyncExternalStore } from 'react';
import type { Resolution } from './review';

// Who decides at the same moment learns who was faster; nothing of it outlives the page.
let known: ReadonlyMap<string, Resolution> = new Map();
const listeners = new Set<() => void>();
const most = 200;

export function rememberResolution(id: string, resolution: Resolution): void {
  known = new Map([...[...known].slice(-most), [id, resolution]]);
  for (const listener of listeners) listener();
}

/** What became of a review, if the feed has told. */
export function useResolution(id: string): Resolution | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => known.get(id) ?? null,
  );
}
