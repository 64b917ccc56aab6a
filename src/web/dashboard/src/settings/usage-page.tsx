import { useText } from '../messages/text';
import { Page } from '../ui/page';
import { ProblemState } from '../ui/problem-note';
import { Skeleton } from '../ui/states';
import { fullTime } from '../ui/time-text';
import { LimitsCard } from './limits-card';
import './settings.css';
import { UsageHistory } from './usage-history';
import { useUsage } from './use-usage';

export function UsagePage() {
  const { t, find, format } = useText();
  const query = useUsage({ staleTime: 10_000 });
  const number = new Intl.NumberFormat(format);
  const date = (at: string | number) =>
    new Date(at).toLocaleDateString(format, { day: 'numeric', month: 'long', timeZone: 'UTC' });

  return (
    <Page title={t('nav.usage')} lead={t('usage.lead')}>
      {query.isPending && <Skeleton kind="form" rows={3} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <p className="muted">
            {t('usage.period', {
              from: date(query.data.period.from),
              to: date(Date.parse(query.data.period.to) - 1),
            })}
          </p>
          <div className="figures">
            {query.data.items.map((item) => {
              const share = item.limit ? item.used / item.limit : 0;
              const tone = share >= 1 ? 'full' : share >= 0.8 ? 'near' : 'fine';
              const name = find(`usage.${item.name}`) ?? item.name;
              return (
                <section key={item.name} className={`card figure figure-${tone}`} aria-label={name}>
                  <h2 className="figure-name">{name}</h2>
                  <p className="figure-value">
                    {number.format(item.used)}
                    <span className="figure-limit">
                      {item.limit === null
                        ? t('usage.unlimited')
                        : t('usage.of', { n: number.format(item.limit) })}
                    </span>
                  </p>
                  {item.limit !== null && (
                    <meter
                      min={0}
                      max={item.limit}
                      low={item.limit * 0.8}
                      high={item.limit * 0.999}
                      optimum={0}
                      value={item.used}
                      aria-label={name}
                    />
                  )}
                  {item.warnedAt && (
                    <p className="figure-note">
                      {t('usage.warned', { at: fullTime(format, item.warnedAt) })}
                    </p>
                  )}
                  {item.projected !== null && (
                    <p className="figure-note">
                      {t('usage.projected', { n: number.format(Math.round(item.projected)) })}
                    </p>
                  )}
                </section>
              );
            })}
          </div>
        </>
      )}
      <UsageHistory />
      <LimitsCard />
    </Page>
  );
}
