/** Events of the handle (`on`), which also reach the page as `livechat:<name>` on `window`. */
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

export class Emitter {
  readonly #listeners = new Map<EventName, Set<Listener<never>>>();

  on<N extends EventName>(name: N, listener: Listener<N>): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set.add(listener as Listener<never>));
    return () => set.delete(listener as Listener<never>);
  }

  emit<N extends EventName>(name: N, detail: WidgetEvents[N]): void {
    window.dispatchEvent(new CustomEvent(`livechat:${name}`, { detail }));
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        (listener as Listener<N>)(detail);
      } catch (error) {
        // A page's listener must not break the chat.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
