import { useCallback, useEffect, useState } from 'react';
import { useText } from '../messages/text';
import { Dialog } from '../ui/dialog';
import { Switch } from '../ui/field';
import { runShortcut, shortcutList, switchShortcuts, useShortcut, useShortcutsOn } from './shortcuts';
import './shortcuts.css';

/** Listens for the shortcuts, and lists them on `?`. */
export function ShortcutsHelp() {
  const { t } = useText();
  const on = useShortcutsOn();
  const [open, setOpen] = useState(false);
  useShortcut(
    '?',
    useCallback(() => setOpen(true), []),
  );

  useEffect(() => {
    addEventListener('keydown', runShortcut);
    return () => removeEventListener('keydown', runShortcut);
  }, []);

  if (!open) return null;
  return (
    <Dialog title={t('shortcuts.title')} onClose={() => setOpen(false)}>
      <Switch
        label={t('shortcuts.on')}
        hint={t('shortcuts.on.hint')}
        checked={on}
        onChange={switchShortcuts}
      />
      <dl className="shortcuts">
        {shortcutList.map(([key, name]) => (
          <div key={key}>
            <dt>{t(name)}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
