export type LinkSecret = { kind: 'code' | 'invitation' | 'reset'; value: string };

/**
 * Takes the secret out of a link such as `/dashboard/#code=...` or `#invitation=...` and removes it from the
 * address at once, so that it is neither in the history nor in a bookmark.
 */
export function takeLinkSecret(location: Location, history: History): LinkSecret | null {
  const parameters = new URLSearchParams(location.hash.slice(1));
  for (const kind of ['code', 'invitation', 'reset'] as const) {
    const value = parameters.get(kind);
    if (value === null) continue;
    history.replaceState(history.state, '', location.pathname + location.search);
    return value === '' ? null : { kind, value };
  }
  return null;
}
