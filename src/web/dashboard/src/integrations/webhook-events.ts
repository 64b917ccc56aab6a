/** What a webhook may hear; the service refuses other names. */
export const webhookEvents = [
  'conversation.opened',
  'conversation.changed',
  'conversation.closed',
  'conversation.escalated',
  'message.posted',
  'review.opened',
  'review.resolved',
  'token.expiring',
  'usage.warning',
] as const;
