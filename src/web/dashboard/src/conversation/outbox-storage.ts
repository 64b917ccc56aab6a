import { ApiError, isRecord, problemOf } from '../api/problem';
import type { Pending } from './outbox';

/** What is older was sent in another situation: it is shown, and leaves when its writer says so. */
const freshFor = 5 * 60_000;

/** What this tab had on its way; what cannot be read is left out. */
export function readOutbox(storage: Storage, key: string, now: number): Pending[] {
  let stored: unknown;
  try {
    stored = JSON.parse(storage.getItem(key) ?? '[]');
  } catch {
    return [];
  }
  return (Array.isArray(stored) ? stored : []).filter(isPending).map((pending) => {
    const error = isRecord(pending.error) ? new ApiError(pending.error as never) : null;
    // The session that ended before it got through is no more: this is the next one.
    const onItsWay = pending.state === 'sending' || error?.status === 401;
    const late = now - Date.parse(pending.createdAt) > freshFor;
    if (onItsWay && !late) return { ...pending, state: 'sending', error: null };
    return { ...pending, state: 'failed', error: onItsWay ? interrupted() : error };
  });
}

export function writeOutbox(storage: Storage, key: string, pending: readonly Pending[]): void {
  if (pending.length === 0) {
    storage.removeItem(key);
    return;
  }
  const plain = pending.map((each) => ({
    ...each,
    error: each.error === null ? null : problemOf(each.error),
  }));
  try {
    storage.setItem(key, JSON.stringify(plain));
  } catch {
    // Full: it is sent all the same, and only a reload would lose it.
  }
}

/** Nobody knows what became of it: the page was left before there was an answer. */
function interrupted(): ApiError {
  return new ApiError({
    status: 0,
    code: 'page_left',
    title: 'Nobody knows whether this arrived',
    detail: '',
    requestId: '',
    errors: {},
    retryAfter: null,
    extra: {},
  });
}

function isPending(value: unknown): value is Pending {
  return (
    isRecord(value) &&
    ['clientMessageId', 'conversationId', 'text', 'createdAt'].every(
      (name) => typeof value[name] === 'string',
    ) &&
    typeof value['note'] === 'boolean' &&
    (value['state'] === 'sending' || value['state'] === 'failed')
  );
}
