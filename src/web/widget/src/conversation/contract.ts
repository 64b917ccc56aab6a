// The shapes of the widget routes (contract.md). Members that a server may leave out are optional here.

export interface MessageAuthor {
  type: "visitor" | "assistant" | "agent" | "system";
  id?: string | null;
  name?: string | null;
}

export interface Message {
  id: string;
  seq?: number | null;
  clientMessageId?: string | null;
  kind?: "message" | "note" | "event";
  text: string;
  author: MessageAuthor;
  event?: { name: string; by?: string | null } | null;
  createdAt: string;
  locale?: string | null;
  sources?: { title: string; url?: string | null }[] | null;
  quickReplies?: string[] | null;
  turn?: { status: string; cause?: string | null } | null;
  /** Id of the waiting line whose place this one takes. */
  replaces?: string | null;
}

export interface Handover {
  online: boolean;
  opensAt?: string | null;
  askEmail?: boolean;
  typicalMinutes?: number | null;
}

export interface ChatAnswer {
  success: boolean;
  conversationId: string;
  message: string;
  status: "answered" | "held" | "handed_off" | "blocked" | "pending";
  messageId?: string;
  seq?: number | null;
  sessionKey?: string | null;
  handover?: Handover | null;
  reply?: Message | null;
  /** The stored line behind `message` where it is not the assistant's; the history brings the same one. */
  notice?: Message | null;
  metadata?: { requestId?: string } | null;
}

export interface History {
  messages: Message[];
  conversation?: {
    id: string;
    status: "open" | "closed";
    handledBy: "assistant" | "people";
    agent?: { name?: string | null; avatarUrl?: string | null } | null;
    askRating?: boolean;
    /** Nothing playful any more, until the staff end it. */
    seriousMode?: boolean;
  } | null;
  typing?: { author: MessageAuthor; until: string } | null;
  nextAfter?: number | null;
  /** Of the conversation: what changed since is told by the next read at once. */
  version?: number | null;
}

/** A tenant's text: one for all languages, or one per language. */
export type TenantText = string | Record<string, string> | null | undefined;

export type FieldMode = "off" | "optional" | "required";

/** Shown by the widget itself, once per visitor. */
export interface ProactiveMessage {
  id: string;
  trigger: "time" | "scroll" | "idle" | "exit";
  /** Seconds, or percent of the page for `scroll`. */
  value: number;
  text: string;
}

export interface WidgetSettings {
  primaryColor?: string | null;
  position?: string | null;
  theme?: string | null;
  greeting?: TenantText;
  avatarUrl?: string | null;
  headerLogoUrl?: string | null;
  headerWordmarkUrl?: string | null;
  companyName?: string | null;
  /** Who answers, where the tenant's name is another. */
  assistantName?: string | null;
  preChatForm?: { name?: FieldMode; email?: FieldMode } | null;
  consent?: { required: boolean; text?: TenantText; privacyUrl?: string | null; textVersion?: string | null } | null;
  proactive?: ProactiveMessage[] | null;
  availability?: { online: boolean; opensAt?: string | null } | null;
  suggestions?: TenantText[] | null;
  contactEmail?: string | null;
  features?: { rating?: boolean; transcript?: boolean; sound?: boolean; streaming?: boolean } | null;
  texts?: Record<string, TenantText> | null;
  locale?: string | null;
}

export interface WidgetConfig {
  name?: string | null;
  assistantId?: string | null;
  widget: WidgetSettings;
}

/** The tenant's text for a language such as `de-CH`: exact, then its base, then English, then any. */
export function textOf(text: TenantText, locale: string): string {
  if (!text) return "";
  if (typeof text === "string") return text;
  return text[locale] ?? text[locale.split("-")[0] ?? ""] ?? text["en"] ?? Object.values(text)[0] ?? "";
}
