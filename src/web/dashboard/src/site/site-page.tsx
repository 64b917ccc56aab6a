import { useText } from '../messages/text';
import { useSettings } from '../settings/use-settings';
import { Page } from '../ui/page';
import { ProblemState } from '../ui/problem-note';
import { Skeleton } from '../ui/states';
import '../settings/settings.css';
import { AppearanceCard } from './appearance-card';
import { BehaviourCard } from './behaviour-card';
import { DomainsCard } from './domains-card';
import { TokensCard } from './tokens-card';
import type { WidgetSettings } from './widget-settings';

/** The site's side: snippet and tokens, allowed domains, the widget's looks. */
export function SitePage() {
  const { t } = useText();
  const { query } = useSettings<WidgetSettings>('widget');
  return (
    <Page title={t('nav.site')} lead={t('site.lead')}>
      <TokensCard />
      {query.isPending && <Skeleton kind="form" rows={4} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <DomainsCard settings={query.data.data} />
          <AppearanceCard settings={query.data.data} />
          <BehaviourCard settings={query.data.data} />
        </>
      )}
    </Page>
  );
}
