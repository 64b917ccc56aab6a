import { createContext, useContext } from 'react';
import type { en } from './en';
import { createSaying, type Sentences } from './sentences';

export type MessageKey = keyof typeof en;
/** A text, or one per plural category; `{name}` is replaced by the parameter of that name. */
export type MessageText = string | { one: string; other: string };
export type Messages = Record<MessageKey, MessageText>;
export type Locale = 'en' | 'de';
export type Parameters = Record<string, string | number>;

export interface Text {
  locale: Locale;
  /** For dates and numbers: the language with the reader's own region, such as `en-GB`. */
  format: string;
  t: (key: MessageKey, parameters?: Parameters) => string;
  /** The text of a key made from data, such as an error's code; null where there is none. */
  find: (key: string) => string | null;
  /** What a service says of a field or a refusal, as a sentence of this language; null where it does not know it. */
  say: (said: string) => string | null;
}

export function createText(
  locale: Locale,
  messages: Messages,
  format: string = locale,
  sentences: Sentences | null = null,
): Text {
  const plural = new Intl.PluralRules(locale);
  const t = (key: MessageKey, parameters: Parameters = {}) => {
    const message = messages[key];
    const count = Number(parameters['count'] ?? 0);
    const text =
      typeof message === 'string' ? message : plural.select(count) === 'one' ? message.one : message.other;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
  };
  const find = (key: string) => (Object.hasOwn(messages, key) ? t(key as MessageKey) : null);
  return { locale, format, t, find, say: createSaying(sentences) };
}

export const TextContext = createContext<Text | null>(null);

export function useText(): Text {
  const text = useContext(TextContext);
  if (!text) throw new Error('useText outside of App');
  return text;
}
