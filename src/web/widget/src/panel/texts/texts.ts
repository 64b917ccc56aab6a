import type { Language } from "../../conversation/locale";
import { en } from "./en";

/** Every sentence of the panel. `{name}` is replaced. */
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

export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
