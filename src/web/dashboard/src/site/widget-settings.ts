/** The contract's widget settings. A text is a string or one per language. */
export type TenantText = string | Record<string, string> | null;

export interface WidgetSettings {
  name: string;
  companyName: string | null;
  allowedDomains: string[];
  allowServerCalls: boolean;
  requireSessionKey: boolean;
  primaryColor: string;
  position: string;
  theme: string;
  greeting: TenantText;
  avatarUrl: string | null;
  headerLogoUrl?: string | null;
  headerWordmarkUrl?: string | null;
  preChatForm?: { name: FieldMode; email: FieldMode };
  consent?: { required: boolean; text: TenantText; privacyUrl: string | null } | null;
  renewal?: { enabled: boolean; days: number };
  suggestions: string[];
  contactEmail: string | null;
  proactive?: ProactiveMessage[];
  locale: string;
  [more: string]: unknown;
}

export type FieldMode = 'off' | 'optional' | 'required';

export const triggers = ['time', 'scroll', 'idle', 'exit'] as const;
export type Trigger = (typeof triggers)[number];

/** What the widget says by itself, once: after seconds, at percent scrolled, after idle seconds, or on leaving. */
export interface ProactiveMessage {
  trigger: Trigger;
  value: number;
  text: TenantText;
}

export const positions = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const;
export const widgetThemes = ['auto', 'light', 'dark'] as const;

/** The text of the given language, for a form that edits one language. */
export function textFor(text: TenantText, locale: string): string {
  if (text === null || text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[locale] ?? text['*'] ?? text['en'] ?? Object.values(text)[0] ?? '';
}

/** Puts an edited text back without losing the other languages. */
export function withText(text: TenantText, locale: string, edited: string): TenantText {
  if (text !== null && typeof text === 'object') return { ...text, [locale]: edited };
  return edited === '' ? null : edited;
}
