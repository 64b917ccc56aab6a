import type { ConversationFilter } from '../inbox/conversation-filter';

/** The query cache's keys, all by tenant, so that a switch of tenants can never show another's data. */
export const keys = {
  tenant: (tenantId: string) => [tenantId] as const,
  lists: (tenantId: string) => [tenantId, 'conversations'] as const,
  list: (tenantId: string, filter: ConversationFilter) => [tenantId, 'conversations', filter] as const,
  conversation: (tenantId: string, id: string) => [tenantId, 'conversation', id] as const,
  messages: (tenantId: string, id: string) => [tenantId, 'messages', id] as const,
  trails: (tenantId: string, id: string) => [tenantId, 'trail', id] as const,
  trail: (tenantId: string, id: string, messageId: string) => [tenantId, 'trail', id, messageId] as const,
  visitorConversations: (tenantId: string, visitorId: string) => [tenantId, 'visitor', visitorId] as const,
  reviews: (tenantId: string) => [tenantId, 'reviews'] as const,
  section: (tenantId: string, ...rest: readonly string[]) => [tenantId, 'settings', ...rest] as const,
};
