const prefix = 'livechat.draft.';

/** Drafts live as long as the tab: they survive a reload and an expired session, not a sign-out. */
export function readDraft(conversationId: string): string {
  return sessionStorage.getItem(prefix + conversationId) ?? '';
}

export function writeDraft(conversationId: string, text: string): void {
  if (text) sessionStorage.setItem(prefix + conversationId, text);
  else sessionStorage.removeItem(prefix + conversationId);
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
