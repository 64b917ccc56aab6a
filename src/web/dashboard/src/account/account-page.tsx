import { useText } from '../messages/text';
import '../settings/settings.css';
import { switchShortcuts, useShortcutsOn } from '../shortcuts/shortcuts';
import { Switch } from '../ui/field';
import { Card, Page } from '../ui/page';
import { AlertsCard } from './alerts-card';
import { PasswordCard } from './password-card';

/** One's own: notifications, keys, the password. */
export function AccountPage() {
  const { t } = useText();
  const shortcuts = useShortcutsOn();
  return (
    <Page title={t('account.settings')} lead={t('account.lead')}>
      <AlertsCard />
      <Card title={t('account.keyboard')}>
        <Switch
          label={t('shortcuts.on')}
          hint={t('shortcuts.on.hint')}
          checked={shortcuts}
          onChange={switchShortcuts}
        />
      </Card>
      <PasswordCard />
    </Page>
  );
}
