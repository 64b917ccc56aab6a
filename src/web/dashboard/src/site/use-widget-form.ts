import { useState } from 'react';
import { useText } from '../messages/text';
import { useSettings } from '../settings/use-settings';
import { useFieldErrors } from '../ui/problem-text';
import { useToasts } from '../ui/toast';
import type { WidgetSettings } from './widget-settings';

/**
 * One card's part of the widget's settings: what was changed here lies over what is stored, so that a save elsewhere on
 * the page, or a colleague's, takes nothing of it away.
 */
export function useWidgetForm(settings: WidgetSettings) {
  const { t } = useText();
  const toasts = useToasts();
  const { save } = useSettings<WidgetSettings>('widget');
  const [changes, setChanges] = useState<Partial<WidgetSettings>>({});
  return {
    form: { ...settings, ...changes },
    set: (change: Partial<WidgetSettings>) => setChanges((before) => ({ ...before, ...change })),
    submit: (more: Partial<WidgetSettings> = {}, done?: () => void) =>
      save.mutate(
        { ...settings, ...changes, ...more },
        {
          onSuccess: () => {
            setChanges({});
            done?.();
            toasts.done(t('saved'));
          },
        },
      ),
    save,
    errors: useFieldErrors(save.error),
  };
}
