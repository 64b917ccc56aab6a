import { RouterProvider } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { loadText, storeLocale } from '../messages/locale';
import { TextContext, type Locale, type Text } from '../messages/text';
import type { Session } from '../session/session';
import { SessionContext } from '../session/use-session';
import { ToastProvider } from '../ui/toast';
import { LocaleContext } from './locale-context';
import { router } from './router';
import { SessionGate } from './session-gate';

/** Everything around the pages: language, session, toasts. */
export function App({ session, initialText }: { session: Session; initialText: Text }) {
  const [text, setText] = useState(initialText);
  const chooseLocale = useMemo(
    () => async (locale: Locale) => {
      storeLocale(locale);
      setText(await loadText(locale));
    },
    [],
  );

  return (
    <LocaleContext value={chooseLocale}>
      <TextContext value={text}>
        <SessionContext value={session}>
          <ToastProvider>
            <SessionGate>
              <RouterProvider router={router} />
            </SessionGate>
          </ToastProvider>
        </SessionContext>
      </TextContext>
    </LocaleContext>
  );
}
