/**
 * Takes the one-time code out of `/dashboard/#code=...` and removes it from the address at once, so that it
 * is neither in the history nor in a bookmark.
 */
export function takeCode(location: Location, history: History): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code === null) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return code === '' ? null : code;
}
