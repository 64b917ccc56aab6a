import { createText, type Locale, type Text } from './text';

const stored = 'livechat.locale';

/** The chosen language, else the browser's where we have it, else English. */
export function initialLocale(): Locale {
  const wanted = [localStorage.getItem(stored), ...navigator.languages];
  for (const tag of wanted) {
    if (tag?.startsWith('de')) return 'de';
    if (tag?.startsWith('en')) return 'en';
  }
  return 'en';
}

export function storeLocale(locale: Locale): void {
  localStorage.setItem(stored, locale);
}

/** Each language is a file of its own, so that nobody loads two. */
export async function loadText(locale: Locale): Promise<Text> {
  document.documentElement.lang = locale;
  if (locale === 'de') {
    const { de, sentences } = await import('./de');
    return createText('de', de, regional('de'), sentences);
  }
  const { en } = await import('./en');
  return createText('en', en, regional('en'));
}

function regional(locale: Locale): string {
  return navigator.languages.find((tag) => tag.startsWith(locale)) ?? locale;
}
