import { useMutation, useQuery } from '@tanstack/react-query';
import { ChartNoAxesCombined, Download } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import '../settings/settings.css';
import { Button } from '../ui/button';
import { Select } from '../ui/field';
import { Card, Page } from '../ui/page';
import { QueryGate } from '../ui/query-gate';
import { saveFile } from '../ui/save-file';
import { EmptyState } from '../ui/states';
import { useToasts } from '../ui/toast';
import { readAnalytics, type Analytics } from './analytics';
import { BarChart } from './bar-chart';
import { RangeSelect } from './range-select';
import { Totals } from './totals';
import { useFigures } from './use-figures';

/** The server's limit for figures by hour. */
const mostDaysByHour = 31;

/** Conversations, first response, what the assistant did alone; as charts, tables and CSV. */
export function AnalyticsPage() {
  const { t } = useText();
  const api = useApi();
  const toasts = useToasts();
  const [days, setDays] = useState<number>(30);
  const [by, setBy] = useState<'day' | 'hour'>('day');
  // Days of the reader's calendar; the server ends with today, in the time zone of the opening hours.
  const [today] = useState(() => new Date());
  const question = { from: dayBefore(today, days - 1), by };
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'analytics', String(days), by),
    queryFn: async ({ signal }) => readAnalytics(await api.get('analytics', question, signal)),
    placeholderData: (before) => before,
  });
  const csv = useMutation({
    mutationFn: () => api.file('analytics.csv', question),
    onSuccess: (file) => saveFile(file, `analytics-${days}-days.csv`),
    onError: toasts.failed,
  });

  return (
    <Page
      title={t('nav.analytics')}
      lead={t('analytics.lead')}
      actions={
        <div className="toolbar">
          <RangeSelect
            days={days}
            onChange={(range) => {
              setDays(range);
              if (range > mostDaysByHour) setBy('day');
            }}
          />
          <Select
            label={t('analytics.by')}
            value={by}
            onChange={(event) => setBy(event.target.value as 'day' | 'hour')}
          >
            <option value="day">{t('analytics.by.day')}</option>
            <option value="hour" disabled={days > mostDaysByHour}>
              {t('analytics.by.hour')}
            </option>
          </Select>
          <Button icon={<Download aria-hidden="true" />} busy={csv.isPending} onClick={() => csv.mutate()}>
            {t('analytics.csv')}
          </Button>
        </div>
      }
    >
      <QueryGate query={query} skeleton={{ kind: 'form', rows: 6 }}>
        {(analytics) =>
          analytics.buckets.length === 0 ? (
            <EmptyState
              icon={<ChartNoAxesCombined aria-hidden="true" />}
              title={t('analytics.empty.title')}
              text={t('analytics.empty.text')}
            />
          ) : (
            <Charts analytics={analytics} by={by} />
          )
        }
      </QueryGate>
    </Page>
  );
}

function Charts({ analytics, by }: { analytics: Analytics; by: 'day' | 'hour' }) {
  const { t } = useText();
  const figures = useFigures();
  const { buckets } = analytics;
  const columns = buckets.map((bucket) => figures.column(bucket.at, by));
  const has = (name: 'firstResponse' | 'resolution' | 'handover' | 'held' | 'blocked') =>
    buckets.some((bucket) => bucket[name] !== null);
  return (
    <>
      <Totals totals={analytics.totals} />
      <Card title={t('analytics.conversations')}>
        <BarChart
          label={t('analytics.conversations')}
          columns={columns}
          series={[{ name: t('analytics.conversations'), values: buckets.map((each) => each.conversations) }]}
        />
      </Card>
      {has('firstResponse') && (
        <Card title={t('analytics.firstResponse')}>
          <BarChart
            label={t('analytics.firstResponse')}
            columns={columns}
            series={[
              { name: t('analytics.firstResponse'), values: buckets.map((each) => each.firstResponse) },
            ]}
            show={figures.seconds}
          />
        </Card>
      )}
      {(has('resolution') || has('handover')) && (
        <Card title={`${t('analytics.resolution')} · ${t('analytics.handover')}`}>
          <BarChart
            label={`${t('analytics.resolution')}, ${t('analytics.handover')}`}
            columns={columns}
            series={[
              { name: t('analytics.resolution'), values: buckets.map((each) => each.resolution) },
              { name: t('analytics.handover'), values: buckets.map((each) => each.handover) },
            ]}
            show={figures.percent}
          />
        </Card>
      )}
      {(has('held') || has('blocked')) && (
        <Card title={t('analytics.heldAndBlocked')}>
          <BarChart
            label={t('analytics.heldAndBlocked')}
            columns={columns}
            series={[
              { name: t('analytics.held'), values: buckets.map((each) => each.held) },
              { name: t('analytics.blocked'), values: buckets.map((each) => each.blocked) },
            ]}
          />
        </Card>
      )}
    </>
  );
}

/** `2026-11-22`, so many days before a moment's own day. */
function dayBefore(moment: Date, days: number): string {
  const day = new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate() - days));
  return day.toISOString().slice(0, 10);
}
