import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys';
import type { Conversation, Message } from '../api/types';
import { mergeMessages } from '../conversation/message-rules';
import { matches, type ConversationFilter } from '../inbox/conversation-filter';
import { applyToList, newerVersion, type ListData } from '../inbox/list-rules';
import type { FeedEvent } from './frames';

export interface Reader {
  tenantId: string;
  userId: string;
}

/** Applies one event of the feed to what the page has read; older versions and repeats change nothing. */
export function applyEvent(cache: QueryClient, reader: Reader, event: FeedEvent): void {
  switch (event.type) {
    case 'conversation:new':
    case 'conversation:updated':
      applyConversation(cache, reader, event.conversation);
      return;
    case 'message:new':
      applyMessage(cache, reader, event.message);
      return;
    case 'review:new':
    case 'review:resolved':
      void cache.invalidateQueries({ queryKey: keys.reviews(reader.tenantId) });
      return;
    case 'usage:warning':
    case 'settings:changed':
      void cache.invalidateQueries({ queryKey: keys.section(reader.tenantId) });
      return;
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
    cache.setQueryData<ListData>(query.queryKey, (data) => data && applyToList(data, incoming, belongs));
  }
}

/** Only into timelines that were read: half a timeline would look like a whole one. */
export function applyMessage(cache: QueryClient, reader: Reader, message: Message): void {
  cache.setQueryData<readonly Message[]>(
    keys.messages(reader.tenantId, message.conversationId),
    (known) => known && mergeMessages(known, [message]),
  );
}
