import { useCallback, useEffect, useState } from 'react';
import { useText } from '../messages/text';
import { Dialog } from '../ui/dialog';
import { Switch } from '../ui/field';
import {
  runShortcut,
  shortcutList,
  shortcutPlaces,
  switchShortcuts,
  useShortcut,
  useShortcutsOn,
} from './shortcuts';
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
      {shortcutPlaces.map((place) => (
        <section key={place} aria-label={t(`shortcuts.${place}`)}>
          <h3 className="sub-title">{t(`shortcuts.${place}`)}</h3>
          <dl className="shortcuts">
            {shortcutList
              .filter((each) => each.place === place)
              .map(({ key, name }) => (
                <div key={name}>
                  <dt>{t(name)}</dt>
                  <dd>
                    <kbd>{key}</kbd>
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
