import { isRecord } from '../api/problem';

/** What somebody has begun to write: a private note must not come back as an answer to the visitor. */
export interface Draft {
  text: string;
  note: boolean;
}

const prefix = 'livechat.draft.';

const placeOf = (userId: string, conversationId: string) => `${prefix}${userId}.${conversationId}`;

/**
 * Drafts live as long as the tab: they survive a reload and an expired session, not a sign-out. Who signs in after
 * somebody else's session has ended finds none of theirs.
 */
export function readDraft(userId: string, conversationId: string): Draft {
  const stored = sessionStorage.getItem(placeOf(userId, conversationId));
  if (stored === null) return { text: '', note: false };
  try {
    const draft: unknown = JSON.parse(stored);
    if (isRecord(draft) && typeof draft['text'] === 'string') {
      return { text: draft['text'], note: draft['note'] === true };
    }
  } catch {
    // Not ours: it is left alone until something is typed.
  }
  return { text: '', note: false };
}

export function writeDraft(userId: string, conversationId: string, draft: Draft): void {
  const place = placeOf(userId, conversationId);
  if (draft.text) sessionStorage.setItem(place, JSON.stringify(draft));
  else sessionStorage.removeItem(place);
}

/** Everything typed in this tab and not yet sent; also what is on its way. */
export function forgetWriting(): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) || key.startsWith(outboxPrefix)) sessionStorage.removeItem(key);
}

/** Where the outbox keeps what is on its way. */
export const outboxPrefix = 'livechat.outbox.';
