/** Events of the handle (`on`), which reach the page as `livechat:<name>` on `window`. */
export interface WidgetEvents {
  ready: { tenantId: string };
  opened: Record<string, never>;
  closed: Record<string, never>;
  message: { from: "assistant" | "agent" | "system"; text: string };
  unread: { count: number };
  /** `cause` and `fix` are for the site's owner, never for a visitor. */
  error: { code: string; requestId: string | null; cause: string; fix: string };
  proactive: { id: string };
}

export type EventName = keyof WidgetEvents;
export type Listener<N extends EventName> = (detail: WidgetEvents[N]) => void;

/** The window hands it to the page's listeners and to those of `on`; one that throws stops no other, and not the chat. */
export const emit = <N extends EventName>(name: N, detail: WidgetEvents[N]): boolean =>
  window.dispatchEvent(new CustomEvent(`livechat:${name}`, { detail }));

/** @param signal ends it with the widget. Returns what ends it before. */
export function listen<N extends EventName>(name: N, listener: Listener<N>, signal: AbortSignal): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<WidgetEvents[N]>).detail);
  window.addEventListener(`livechat:${name}`, hear, { signal });
  return () => window.removeEventListener(`livechat:${name}`, hear);
}
