import { Languages, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../messages/text';
import { useGrant, useSession } from '../session/use-session';
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
