import type { Client } from "../conversation/client";
import type { Message } from "../conversation/contract";
import { asFault } from "../conversation/fault";
import type { Session } from "../conversation/session";

const idleMs = 60_000;
const livelyForMs = 30 * 60_000;

/**
 * Looks whether somebody has answered, for a visitor with a conversation behind a closed panel: no more than a count, so
 * that the engine need not be loaded with every page. Waits at the server while the conversation is fresh, else looks once
 * a minute; not at all while the page is hidden.
 * @param found what others said since the visitor read last; called with every look.
 */
export async function peek(
  client: Client,
  session: Session,
  found: (unread: Message[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const unread: Message[] = [];
  let after = session.readSeq;
  while (!signal.aborted) {
    const lively = Date.now() - session.activeAt < livelyForMs;
    let pause = lively ? 1000 : idleMs;
    if (document.visibilityState !== "hidden")
      try {
        const held = unread.length > 0 || lively ? 25 : 0;
        const history = await client.messages(session.sessionId, session.key, after, after ? held : 0, signal);
        for (const message of history.messages) {
          after = Math.max(after, message.seq ?? 0);
          if (message.author.type === "assistant" || message.author.type === "agent") unread.push(message);
        }
        if (signal.aborted) return;
        found(unread);
      } catch (error) {
        if (signal.aborted || asFault(error)?.code === "conversation_not_found") return;
        pause = idleMs / 2;
      }
    await rest(pause, signal);
  }
}

/** Ends early when the page shows again. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    document.addEventListener("visibilitychange", shown);
    signal.addEventListener("abort", done);
    function shown() {
      if (document.visibilityState !== "hidden") done();
    }
    function done() {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", shown);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
