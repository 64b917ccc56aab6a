import { textOf, type TenantText } from "../../conversation/contract";
import type { Language } from "../../conversation/locale";
import { en } from "./en";

/** Every sentence of the panel. `{name}` is replaced; `one:...|other:...` is chosen by the language's own plural rules. */
export interface Texts {
  title: string;
  hello: string;
  greeting: string;
  assistant: string;
  person: string;
  handedOff: string;
  away: string;
  placeholder: string;
  send: string;
  close: string;
  menu: string;
  newConversation: string;
  download: string;
  suggestions: string;
  conversation: string;
  you: string;
  typing: string;
  personTyping: string;
  queued: string;
  sending: string;
  sent: string;
  failed: string;
  retry: string;
  offline: string;
  newMessages: string;
  source: string;
  sources: string;
  left: string;
  tooLong: string;
  today: string;
  yesterday: string;
  joined: string;
  closed: string;
  released: string;
  write: string;
  rate: string;
  stars: string;
  loading: string;
  troubleNetwork: string;
  troubleBusy: string;
  troubleLimit: string;
  troubleRefused: string;
  troubleServer: string;
  offHours: string;
  backAt: string;
  start: string;
  name: string;
  email: string;
  optional: string;
  needName: string;
  needEmail: string;
  needConsent: string;
  consent: string;
  privacy: string;
  first: string;
  leaveEmail: string;
  leave: string;
  myEmail: string;
  soundOn: string;
  soundOff: string;
}

/** Each language is a chunk of its own; English is at hand for the rest. */
const files: Record<Exclude<Language, "en">, () => Promise<{ default: Texts }>> = {
  de: () => import("./lang-de"),
  fr: () => import("./lang-fr"),
  es: () => import("./lang-es"),
  ja: () => import("./lang-ja"),
  ar: () => import("./lang-ar"),
};

export async function loadTexts(language: Language): Promise<Texts> {
  if (language === "en") return en;
  try {
    return (await files[language]()).default;
  } catch {
    return en;
  }
}

/** The tenant's own sentences instead of the built-in ones; unknown names are left out. */
export function inTheTenantsWords(
  texts: Texts,
  own: Record<string, TenantText> | null | undefined,
  locale: string,
): Texts {
  const words = Object.entries(own ?? {})
    .filter(([name]) => name in texts)
    .map(([name, text]) => [name, textOf(text, locale)])
    .filter(([, text]) => text);
  return words.length > 0 ? { ...texts, ...(Object.fromEntries(words) as Partial<Texts>) } : texts;
}

/** The form for this number: `one:{count} star|other:{count} stars`. */
export function plural(text: string, count: number, locale: string): string {
  const forms = Object.fromEntries(text.split("|").map((form) => form.split(/:(.*)/s) as [string, string]));
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms["other"] ?? text;
  return fill(form, { count: new Intl.NumberFormat(locale).format(count) });
}

export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
