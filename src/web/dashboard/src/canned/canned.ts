import { useList } from '../settings/use-list';

export interface CannedReply {
  id: string;
  /** Without the slash, in lower case. */
  shortcut: string;
  title: string;
  text: string;
}

/** All of the tenant's canned replies: the composer filters as one types. */
export function useCanned(enabled = true) {
  return useList<CannedReply>('canned', { enabled });
}

/** What stands behind a slash at the start of the draft; null while nobody asks for a canned reply. */
export function cannedQuery(draft: string): string | null {
  const match = /^\/(\S{0,40})$/u.exec(draft);
  return match ? (match[1] ?? '').toLowerCase() : null;
}

const most = 6;

/** Those whose shortcut begins with what was typed come first, then those that have it anywhere. */
export function findCanned(replies: readonly CannedReply[], query: string): CannedReply[] {
  const starting = replies.filter((reply) => reply.shortcut.startsWith(query));
  const containing = replies.filter(
    (reply) =>
      !reply.shortcut.startsWith(query) &&
      (reply.shortcut.includes(query) || reply.title.toLowerCase().includes(query)),
  );
  return [...starting, ...containing].slice(0, most);
}
