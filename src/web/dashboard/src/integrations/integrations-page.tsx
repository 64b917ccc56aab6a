import { Lock } from 'lucide-react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { Page } from '../ui/page';
import { EmptyState } from '../ui/states';
import { ApiKeysCard } from './api-keys-card';
import { IdentityCard } from './identity-card';
import { WebhooksCard } from './webhooks-card';

/** What other systems use: webhooks out, API keys in, secrets that vouch for visitors. */
export function IntegrationsPage() {
  const { t } = useText();
  const may = useMay('admin');
  return (
    <Page title={t('nav.integrations')} lead={t('integrations.lead')}>
      {may ? (
        <>
          <WebhooksCard />
          <ApiKeysCard />
          <IdentityCard />
        </>
      ) : (
        <EmptyState icon={<Lock aria-hidden="true" />} title={t('admins.title')} text={t('admins.text')} />
      )}
    </Page>
  );
}
