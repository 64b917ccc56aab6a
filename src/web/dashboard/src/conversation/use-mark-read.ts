import { useEffect, useRef } from 'react';
import { useApi } from '../api/tenant-api';
import type { Conversation, Message } from '../api/types';
import { useMay } from '../session/use-session';
import { highestSeq } from './message-rules';

/** Reports what was read while the conversation is open and the page is in front. */
export function useMarkRead(
  conversation: Conversation | undefined,
  messages: readonly Message[] | undefined,
): void {
  const api = useApi();
  const may = useMay('agent');
  const reported = useRef(0);
  const seq = messages ? highestSeq(messages) : 0;
  const id = conversation?.id;
  const unread = (conversation?.unread ?? 0) > 0;

  useEffect(() => {
    if (!id || !may || !unread || seq === 0) return;
    const report = () => {
      if (document.visibilityState !== 'visible' || reported.current >= seq) return;
      reported.current = seq;
      // A lost report is made good by the next one.
      void api.post(`conversations/${id}/read`, { seq }).catch(() => (reported.current = 0));
    };
    report();
    document.addEventListener('visibilitychange', report);
    return () => document.removeEventListener('visibilitychange', report);
  }, [api, id, may, unread, seq]);
}
