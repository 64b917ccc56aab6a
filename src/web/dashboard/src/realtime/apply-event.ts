import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys';
import type { Conversation, Message, Page } from '../api/types';
import { withLine, type Lines } from '../conversation/lines';
import { matches, type ConversationFilter } from '../inbox/conversation-filter';
import { applyToList, newerVersion, trim, type ListData } from '../inbox/list-rules';
import { rememberResolution } from '../reviews/decided-elsewhere';
import { readResolution, type Review } from '../reviews/review';
import type { FeedEvent } from './frames';
import { onceRead, readAgain } from './on-its-way';
import { reread } from './reread';

export interface Reader {
  tenantId: string;
  userId: string;
}

/** Applies one event of the feed to what the page has read; older versions and repeats change nothing. */
export function applyEvent(cache: QueryClient, reader: Reader, event: FeedEvent): void {
  switch (event.type) {
    case 'conversation:new':
    case 'conversation:updated':
    case 'visitor:waiting':
      applyConversation(cache, reader, event.conversation);
      return;
    case 'message:new':
      applyMessage(cache, reader, event.message);
      return;
    case 'review:resolved': {
      const resolved = readResolution(event.data);
      if (resolved) {
        rememberResolution(resolved.id, resolved);
        // A decision takes lines away, which no event brings: the waiting one, and a reply that was withdrawn.
        if (resolved.conversationId)
          readAgain(cache, keys.messages(reader.tenantId, resolved.conversationId));
        cache.setQueryData<Page<Review>>(
          keys.reviews(reader.tenantId),
          (known) => known && { ...known, items: known.items.filter((each) => each.id !== resolved.id) },
        );
      }
      reread(cache, keys.reviews(reader.tenantId));
      return;
    }
    case 'review:new':
      reread(cache, keys.reviews(reader.tenantId));
      return;
    case 'usage:warning':
    case 'settings:changed':
      reread(cache, keys.section(reader.tenantId));
      return;
    case 'escalation': // What it did to the conversation comes as events of its own.
    case 'presence':
    case 'typing':
      return; // Short-lived: kept by PeopleHere, not by the cache.
  }
}

export function applyConversation(cache: QueryClient, reader: Reader, incoming: Conversation): void {
  cache.setQueryData<Conversation>(keys.conversation(reader.tenantId, incoming.id), (known) =>
    newerVersion(known, incoming),
  );
  for (const query of cache.getQueryCache().findAll({ queryKey: keys.lists(reader.tenantId) })) {
    const filter = query.queryKey[2] as ConversationFilter;
    const belongs = matches(incoming, filter, reader.userId);
    const apply = () =>
      cache.setQueryData<ListData>(query.queryKey, (data) => data && applyToList(data, incoming, belongs));
    apply();
    onceRead(query, apply);
  }
}

/** Only into timelines that were read: half a timeline would look like a whole one. */
export function applyMessage(cache: QueryClient, reader: Reader, message: Message): void {
  const queryKey = keys.messages(reader.tenantId, message.conversationId);
  const apply = () => cache.setQueryData<Lines>(queryKey, (known) => known && withLine(known, message));
  apply();
  const query = cache.getQueryCache().find({ queryKey });
  if (query) onceRead(query, apply);
  // Somebody looks into why there is no answer yet, and there is more to tell now.
  reread(cache, keys.trails(reader.tenantId, message.conversationId));
}

/** Reads everything again; of long lists only the beginning, instead of two hundred pages at once. */
export function resync(cache: QueryClient, tenantId: string): void {
  cache.setQueriesData<ListData>({ queryKey: keys.lists(tenantId) }, (data) => data && trim(data, 2));
  readAgain(cache, keys.tenant(tenantId));
}
