import { plainInbox } from './conversation-filter';
import { useConversations } from './use-conversations';

/** Open conversations with something unread, among those loaded for the unfiltered inbox. */
export function useUnreadCount(): number {
  const { conversations } = useConversations(plainInbox);
  return conversations.filter((conversation) => conversation.unread > 0).length;
}
