import type { Chat, ChatHooks } from "./chat";
import type { Client } from "./client";
import type { Message, ProactiveMessage, WidgetConfig } from "./contract";
import type { Fault } from "./fault";
import type { Language } from "./locale";
import type { Settings } from "./options";
import type { Shelf } from "./storage";

// What the loader and its chunks know of each other. They are built apart and share no code, only these objects.

/** What the panel's look and words are made of. */
export interface PanelFacts {
  settings: Settings;
  config: WidgetConfig;
  locale: string;
  /** What a proactive message said: the panel greets with it. */
  greeting: string | null;
}

export interface PanelContext {
  root: ShadowRoot;
  /** The element that carries `data-theme`, `data-corner` and `dir`. */
  stage: HTMLElement;
  chat: Chat;
  facts: PanelFacts;
  language: Language;
  close(): void;
}

export interface PanelView {
  show(): void;
  hide(): void;
  prefill(text: string): void;
  update(facts: PanelFacts): void;
  destroy(): void;
}

export interface PanelModule {
  mountPanel(context: PanelContext): Promise<PanelView>;
}

export interface EngineModule {
  createChat(client: Client, shelf: Shelf, hooks: ChatHooks, name: string): Chat;
}

export interface PeekModule {
  peek(
    client: Client,
    shelf: Shelf,
    name: string,
    found: (count: number, news: Message[]) => void,
    signal: AbortSignal,
  ): void;
}

export interface ProactiveContext {
  shelf: Shelf;
  root: ShadowRoot;
  stage: HTMLElement;
  /** Name of the button that waves the message away. */
  close: string;
  shown(id: string): void;
  taken(text: string): void;
}

export interface ProactiveModule {
  watchProactive(messages: readonly ProactiveMessage[], context: ProactiveContext): { stop(): void };
}

export interface DoctorModule {
  showDoctor(client: Client, settings: Settings, scriptUrl: string, faults: readonly Fault[]): void;
}
