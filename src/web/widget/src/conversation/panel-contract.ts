import type { Chat } from "./chat";
import type { Language } from "./locale";
import type { Look } from "./look";

/** What the loader gives the panel's chunk. The chunk shares no code with the loader, only these objects. */
export interface PanelContext {
  root: ShadowRoot;
  /** The element that carries `data-theme`, `data-corner` and `dir`. */
  stage: HTMLElement;
  chat: Chat;
  look: Look;
  locale: string;
  language: Language;
  visitorName: string | null;
  close(): void;
}

export interface PanelView {
  show(): void;
  hide(): void;
  prefill(text: string): void;
  update(look: Look): void;
  destroy(): void;
}

export interface PanelModule {
  mountPanel(context: PanelContext): Promise<PanelView>;
}
