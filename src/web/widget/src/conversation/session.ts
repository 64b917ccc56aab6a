import type { Shelf } from "./storage";

/** A message that the server has not confirmed yet. It keeps its id through every retry, so it can't double. */
export interface Outgoing {
  clientMessageId: string;
  text: string;
  at: number;
}

/** Who the visitor is to the server, and what is still to be sent. Kept per tenant, shared by the tabs of one browser. */
export interface Session {
  sessionId: string;
  /** Secret of this conversation: 32 random bytes, base64url. */
  key: string;
  conversationId: string | null;
  /** Up to where the visitor has read. */
  readSeq: number;
  /** Last time that either side said something or the visitor opened the panel, ms since 1970; 0 before the first message. */
  activeAt: number;
  outbox: Outgoing[];
  open: boolean;
  /** What the visitor told before the chat; never asked twice. */
  visitor: { name?: string; email?: string };
  /** The form was shown and sent: optional fields are not asked again. */
  asked: boolean;
  consent: { at: string; textVersion: string | null } | null;
}

export function randomKey(bytes = 32): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}

export function newSession(): Session {
  return {
    sessionId: `s_${randomKey(16)}`,
    key: randomKey(),
    conversationId: null,
    readSeq: 0,
    activeAt: 0,
    outbox: [],
    open: false,
    visitor: {},
    asked: false,
    consent: null,
  };
}

/** What another tab has written about the same conversation goes into this tab's session. */
export function follow(
  session: Session,
  { conversationId, key, readSeq, activeAt, visitor, asked, consent }: Session,
): void {
  if (conversationId) Object.assign(session, { conversationId, key });
  session.readSeq = Math.max(session.readSeq, readSeq);
  session.activeAt = Math.max(session.activeAt, activeAt);
  session.visitor = { ...session.visitor, ...visitor };
  session.asked ||= asked;
  session.consent ??= consent;
}

/** Reads the kept session; anything that does not look like one is replaced. */
export function loadSession(shelf: Shelf): Session {
  const kept = shelf.read<Partial<Session>>("session");
  const fresh = newSession();
  if (!kept || typeof kept.sessionId !== "string" || !/^[A-Za-z0-9_-]{43,128}$/.test(kept.key ?? "")) return fresh;
  return { ...fresh, ...kept, outbox: Array.isArray(kept.outbox) ? kept.outbox : [], visitor: kept.visitor ?? {} };
}
