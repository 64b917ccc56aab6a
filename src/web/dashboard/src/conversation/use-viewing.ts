import { useEffect } from 'react';
import { useRealtime } from '../realtime/realtime-provider';

/** Lets colleagues see that this conversation is open here. */
export function useViewing(conversationId: string): void {
  const client = useRealtime();
  useEffect(() => {
    client.viewing(conversationId);
    return () => client.viewing(null);
  }, [client, conversationId]);
}
