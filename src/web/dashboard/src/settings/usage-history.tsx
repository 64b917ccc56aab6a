import { useText } from '../messages/text';
import { BarChart } from '../analytics/bar-chart';
import { Card } from '../ui/page';
import { isAbsent } from '../ui/query-gate';
import { ProblemNote } from '../ui/problem-note';
import { useList } from './use-list';

interface SavedMonth {
  /** `2026-11` */
  period: string;
  name: string;
  used: number;
}

/** As the figures of the running month stand above. */
const order = ['conversations', 'aiReplies'];

/** What earlier months used. */
export function UsageHistory() {
  const { t, find, format } = useText();
  const query = useList<SavedMonth>('usage/history');
  if (query.isError && !isAbsent(query.error)) {
    return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  }
  const months = [...new Set(query.data?.map((each) => each.period))].sort();
  if (months.length === 0) return null;
  const names = [...new Set(query.data?.map((each) => each.name))].sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
  const monthName = (period: string) =>
    new Date(`${period}-01T00:00:00Z`).toLocaleDateString(format, {
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
  return (
    <>
      {names.map((name) => (
        <Card key={name} title={t('usage.history', { what: find(`usage.${name}`) ?? name })}>
          <BarChart
            label={t('usage.history', { what: find(`usage.${name}`) ?? name })}
            columns={months.map(monthName)}
            series={[
              {
                name: find(`usage.${name}`) ?? name,
                values: months.map(
                  (period) =>
                    query.data?.find((each) => each.period === period && each.name === name)?.used ?? 0,
                ),
              },
            ]}
          />
        </Card>
      ))}
    </>
  );
}
