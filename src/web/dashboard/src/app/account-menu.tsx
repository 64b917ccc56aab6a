import { useNavigate } from '@tanstack/react-router';
import {
  CircleCheck,
  CircleMinus,
  Keyboard,
  Languages,
  LogOut,
  Monitor,
  Moon,
  Settings,
  Sun,
} from 'lucide-react';
import { useState } from 'react';
import { useText } from '../messages/text';
import { useRealtime } from '../realtime/realtime-provider';
import { useGrant, useSession } from '../session/use-session';
import { actShortcut } from '../shortcuts/shortcuts';
import { Avatar } from '../ui/avatar';
import { Menu, MenuItem } from '../ui/menu';
import { chooseTheme, currentTheme, type Theme } from '../ui/theme';
import { useChooseLocale } from './locale-context';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const themeIcons = {
  system: <Monitor aria-hidden="true" />,
  light: <Sun aria-hidden="true" />,
  dark: <Moon aria-hidden="true" />,
};

/** Who is signed in, the page's looks and language, and the way out. */
export function AccountMenu() {
  const { t, locale } = useText();
  const session = useSession();
  const chooseLocale = useChooseLocale();
  const { user } = useGrant();
  const navigate = useNavigate();
  const client = useRealtime();
  const [presence, setPresence] = useState(client.ownPresence);
  const [theme, setTheme] = useState(currentTheme);

  return (
    <Menu
      label={t('account.menu')}
      align="start"
      side="above"
      buttonClass="account"
      button={
        <>
          <Avatar name={user.name} seed={user.id} size="small" />
          <span className="account-text">
            <span className="account-name">{user.name}</span>
            <span className="account-role">{t(`role.${user.role}`)}</span>
          </span>
        </>
      }
    >
      {(close) => (
        <>
          <p className="menu-title">{user.email}</p>
          <div role="group" aria-label={t('presence.label')}>
            {(['online', 'away'] as const).map((each) => (
              <MenuItem
                key={each}
                icon={
                  each === 'online' ? <CircleCheck aria-hidden="true" /> : <CircleMinus aria-hidden="true" />
                }
                checked={presence === each}
                onSelect={() => {
                  client.presence(each);
                  setPresence(each);
                }}
              >
                {t(`presence.set.${each}`)}
              </MenuItem>
            ))}
          </div>
          <hr className="menu-line" />
          <div role="group" aria-label={t('theme.label')}>
            {themes.map((each) => (
              <MenuItem
                key={each}
                icon={themeIcons[each]}
                checked={theme === each}
                onSelect={() => {
                  chooseTheme(each);
                  setTheme(each);
                }}
              >
                {t(`theme.${each}`)}
              </MenuItem>
            ))}
          </div>
          <hr className="menu-line" />
          <MenuItem
            icon={<Settings aria-hidden="true" />}
            onSelect={() => {
              close();
              void navigate({ to: '/account' });
            }}
          >
            {t('account.settings')}
          </MenuItem>
          <MenuItem
            icon={<Keyboard aria-hidden="true" />}
            onSelect={() => {
              close();
              actShortcut('?');
            }}
          >
            {t('shortcuts.title')}
          </MenuItem>
          <MenuItem
            icon={<Languages aria-hidden="true" />}
            onSelect={() => {
              close();
              void chooseLocale(locale === 'de' ? 'en' : 'de');
            }}
          >
            {locale === 'de' ? 'English' : 'Deutsch'}
          </MenuItem>
          <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => void session.signOut()}>
            {t('account.signOut')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
