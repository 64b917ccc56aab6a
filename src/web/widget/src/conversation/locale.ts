/** Languages with a message file in panel/texts. */
export type Language = "en" | "de" | "fr" | "es" | "ja" | "ar";

const known = (locale: string | null | undefined): Language | undefined => {
  const base = (locale ?? "").toLowerCase().split("-")[0] as Language;
  return Object.hasOwn(launcherTexts, base) ? base : undefined;
};

export const languageOf = (locale: string): Language => known(locale) ?? "en";

/** The page's own word wins over the tenant's default, which wins over the browser's. */
export function chooseLocale(option: string | undefined, tenant: string | null | undefined): string {
  return [option, document.documentElement.lang, tenant, ...navigator.languages].find(known) ?? "en";
}

/** What the launcher says before any chunk is loaded: open, close, unread, and that the chat did not load. */
export const launcherTexts: Record<Language, readonly [string, string, string, string]> = {
  en: ["Open chat", "Close chat", "unread", "The chat can't open right now."],
  de: ["Chat öffnen", "Chat schließen", "ungelesen", "Der Chat lässt sich gerade nicht öffnen."],
  fr: ["Ouvrir le chat", "Fermer le chat", "non lus", "Le chat ne s’ouvre pas pour le moment."],
  es: ["Abrir el chat", "Cerrar el chat", "sin leer", "El chat no se puede abrir ahora."],
  ja: ["チャットを開く", "チャットを閉じる", "未読", "現在チャットを開けません。"],
  ar: ["فتح المحادثة", "إغلاق المحادثة", "غير مقروءة", "تعذّر فتح المحادثة الآن."],
};
