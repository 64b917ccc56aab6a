import { useEffect, useRef } from 'react';
import { useRealtime } from '../realtime/realtime-provider';

const repeatTyping = 3_000;

/** Tells the visitor's side that somebody is typing: at most every three seconds, and when it ends. */
export function useTypingSignal(conversationId: string): (typing: boolean) => void {
  const client = useRealtime();
  const told = useRef(0);
  useEffect(
    () => () => void (told.current && client.typing(conversationId, false)),
    [client, conversationId],
  );
  return (typing) => {
    const now = Date.now();
    if (typing && now - told.current < repeatTyping) return;
    if (!typing && told.current === 0) return;
    told.current = typing ? now : 0;
    client.typing(conversationId, typing);
  };
}
