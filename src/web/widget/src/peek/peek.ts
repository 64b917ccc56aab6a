import type { Client } from "../conversation/client";
import type { Message } from "../conversation/contract";
import { asFault } from "../conversation/fault";
import type { Session } from "../conversation/session";
import type { Shelf } from "../conversation/storage";
import { livelyForMs, Watch } from "../conversation/watch";

/**
 * Looks whether somebody has answered, for a visitor with a conversation behind a closed panel: no more than a count, so
 * that the engine need not be loaded with every page. It waits as the engine does, and with it: of all visible tabs of one
 * visitor, open or closed, one reads.
 * @param name of the lock and the channel, the engine's own.
 * @param found how many lines of others the visitor has not read, and which of them are new here.
 */
export function peek(
  client: Client,
  shelf: Shelf,
  name: string,
  found: (count: number, news: Message[]) => void,
  signal: AbortSignal,
): void {
  const load = (): Session | null => shelf.read<Session>("session");
  let session = load();
  let after = session?.readSeq ?? 0;
  let unread: Message[] = [];
  const watch = new Watch(name, {
    wanted: () => !!session?.conversationId,
    lively: () => !!session && Date.now() - session.activeAt < livelyForMs,
    read: (wait, signal) => client.messages(session?.sessionId ?? "", session?.key ?? "", after, wait, signal),
    arrived({ conversation, messages }) {
      // From another tab's channel: it may be about a conversation that the visitor has left.
      if (!session || (conversation && conversation.id !== session.conversationId)) return;
      const news = messages.filter(({ seq, author }) => (seq ?? 0) > after && /^a/.test(author.type));
      for (const { seq, createdAt } of messages) {
        after = Math.max(after, seq ?? 0);
        session.activeAt = Math.max(session.activeAt, Date.parse(createdAt) || 0);
      }
      unread.push(...news);
      found(unread.length, news);
    },
    failed(error) {
      if (asFault(error)?.code !== "conversation_not_found") return;
      session = null;
      watch.adjust();
    },
  });
  /** Another tab wrote, read, started anew or logged out. */
  const reread = () => {
    const kept = load();
    const same = kept?.sessionId === session?.sessionId;
    session = kept;
    after = Math.max(same ? after : 0, kept?.readSeq ?? 0);
    unread = same && kept ? unread.filter(({ seq }) => (seq ?? 0) > kept.readSeq) : [];
    found(unread.length, []);
    if (same) watch.adjust();
    else watch.restart();
  };
  shelf.watch("session", reread, signal);
  signal.addEventListener("abort", () => watch.close());
  watch.adjust();
}
