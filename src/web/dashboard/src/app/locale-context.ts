import { createContext, useContext } from 'react';
import type { Locale } from '../messages/text';

export const LocaleContext = createContext<((locale: Locale) => Promise<void>) | null>(null);

export function useChooseLocale(): (locale: Locale) => Promise<void> {
  const choose = useContext(LocaleContext);
  if (!choose) throw new Error('useChooseLocale outside of App');
  return choose;
}
