import { Outlet, useLocation } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../messages/text';
import { IconButton } from '../ui/button';
import { ShortcutsHelp } from '../shortcuts/shortcuts-help';
import { SessionWarning } from '../session/session-warning';
import { Alerts } from '../notifications/alerts';
import { Announcer } from './announcer';
import { ConnectionBanner, ConnectionStatus } from './connection-status';
import { SetupWarning } from './setup-warning';
import { Sidebar } from './sidebar';

/** The frame of all pages: navigation at the left (behind a button on narrow screens), the page beside it. */
export function Shell() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();

  // Any navigation, also by the back button, closes the narrow screen's navigation.
  const [shownFor, setShownFor] = useState(pathname);
  if (shownFor !== pathname) {
    setShownFor(pathname);
    setOpen(false);
  }

  useEffect(() => {
    if (!open) return;
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    addEventListener('keydown', escape);
    return () => removeEventListener('keydown', escape);
  }, [open]);

  return (
    <div className={`shell ${open ? 'shell-open' : ''}`}>
      <a className="skip-link" href="#page">
        {t('skip')}
      </a>
      <header className="topbar">
        <IconButton
          label={t('nav.open')}
          icon={<MenuIcon aria-hidden="true" />}
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => setOpen(!open)}
        />
        <span className="topbar-name">LiveChat</span>
        <ConnectionStatus />
      </header>
      <Sidebar />
      <button
        type="button"
        className="scrim"
        tabIndex={-1}
        aria-hidden="true"
        onClick={() => setOpen(false)}
      />
      <main id="page" className="page" tabIndex={-1}>
        <SessionWarning />
        <ConnectionBanner />
        <SetupWarning />
        <Outlet />
      </main>
      <Announcer />
      <Alerts />
      <ShortcutsHelp />
    </div>
  );
}
