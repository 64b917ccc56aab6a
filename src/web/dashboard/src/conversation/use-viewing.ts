import { useEffect } from 'react';
import { listenTo } from '../realtime/announcements';
import { useRealtime } from '../realtime/realtime-provider';

/** Lets colleagues see that this conversation is open here. */
export function useViewing(conversationId: string): void {
  const client = useRealtime();
  useEffect(() => {
    client.viewing(conversationId);
    listenTo(conversationId);
    return () => {
      client.viewing(null);
      listenTo(null);
    };
  }, [client, conversationId]);
}
