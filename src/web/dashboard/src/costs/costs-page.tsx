import { useQuery } from '@tanstack/react-query';
import { Coins, Download, Lock } from 'lucide-react';
import { useState } from 'react';
import '../analytics/charts.css';
import { BarChart } from '../analytics/bar-chart';
import { RangeSelect } from '../analytics/range-select';
import { useFigures } from '../analytics/use-figures';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { Button } from '../ui/button';
import { Card, Page } from '../ui/page';
import { QueryGate } from '../ui/query-gate';
import { saveFile } from '../ui/save-file';
import { EmptyState } from '../ui/states';
import { costCsv } from './cost-csv';
import { currenciesOf, daysOf, readCosts, seriesOf, type CostItem, type Costs } from './costs';
import { useMoney } from './use-money';

const day = 86_400_000;
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** What the tenant's AI provider took: tokens and money by assistant and day; as charts, tables and CSV. */
export function CostsPage() {
  const { t } = useText();
  const may = useMay('admin');
  if (may) return <AdminsCosts />;
  return (
    <Page title={t('nav.costs')} lead={t('costs.lead')}>
      <EmptyState icon={<Lock aria-hidden="true" />} title={t('admins.title')} text={t('admins.text')} />
    </Page>
  );
}

function AdminsCosts() {
  const { t } = useText();
  const api = useApi();
  const [days, setDays] = useState<number>(30);
  const [today] = useState(() => Date.now());
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'provider-usage', String(days)),
    queryFn: async ({ signal }) =>
      readCosts(
        await api.get(
          'provider/usage',
          { from: dateOf(today - (days - 1) * day), to: dateOf(today) },
          signal,
        ),
      ),
    placeholderData: (before) => before,
  });
  const costs = query.data;

  return (
    <Page
      title={t('nav.costs')}
      lead={t('costs.lead')}
      actions={
        <div className="toolbar">
          <RangeSelect days={days} onChange={setDays} />
          <Button
            icon={<Download aria-hidden="true" />}
            disabled={!costs || costs.items.length === 0}
            onClick={() => {
              if (!costs) return;
              // The mark tells spreadsheets that it is UTF-8.
              const file = new Blob(['\uFEFF', costCsv(costs.items)], { type: 'text/csv;charset=utf-8' });
              saveFile(file, `ai-costs-${costs.from}-${costs.to}.csv`);
            }}
          >
            {t('analytics.csv')}
          </Button>
        </div>
      }
    >
      <QueryGate query={query} skeleton={{ kind: 'form', rows: 6 }}>
        {(read) =>
          read.items.length === 0 ? (
            <EmptyState
              icon={<Coins aria-hidden="true" />}
              title={t('costs.empty.title')}
              text={t('costs.empty.text')}
            />
          ) : (
            <Charts costs={read} />
          )
        }
      </QueryGate>
    </Page>
  );
}

function Charts({ costs }: { costs: Costs }) {
  const { t } = useText();
  const figures = useFigures();
  const money = useMoney();
  const days = daysOf(costs);
  const columns = days.map((each) => figures.column(each, 'day'));
  const nameOf = (item: CostItem) =>
    item.assistantName ?? t(item.assistantId === null ? 'costs.nobody' : 'costs.gone');
  const series = (items: readonly CostItem[], value: (item: CostItem) => number) =>
    seriesOf(items, days, value, nameOf, t('costs.others'));
  const unpriced = costs.totals.some((total) => total.currency === null);

  return (
    <>
      <Sums costs={costs} />
      <Card title={t('costs.tokens')} text={t('costs.tokens.text')}>
        <BarChart
          label={t('costs.tokens')}
          columns={columns}
          series={series(costs.items, (item) => item.inputTokens + item.outputTokens)}
          show={money.tokens}
          tick={money.shortTokens}
        />
      </Card>
      {currenciesOf(costs).map((currency) => (
        <Card key={currency} title={t('costs.money', { currency })}>
          <BarChart
            label={t('costs.money', { currency })}
            columns={columns}
            series={series(
              costs.items.filter((item) => item.currency === currency),
              (item) => item.cost ?? 0,
            )}
            show={money.money(currency)}
            tick={money.shortMoney(currency)}
          />
        </Card>
      ))}
      {unpriced && <p className="muted">{t('costs.unpriced')}</p>}
    </>
  );
}

/** The period in a few numbers. */
function Sums({ costs }: { costs: Costs }) {
  const { t } = useText();
  const { tokens, money } = useMoney();
  const sum = (name: 'calls' | 'inputTokens' | 'outputTokens') =>
    tokens(costs.totals.reduce((all, total) => all + total[name], 0));
  const shown = [
    ...costs.totals.flatMap((total) =>
      total.currency === null || total.cost === null
        ? []
        : [[t('costs.money', { currency: total.currency }), money(total.currency)(total.cost)] as const],
    ),
    [t('costs.calls'), sum('calls')] as const,
    [t('costs.input'), sum('inputTokens')] as const,
    [t('costs.output'), sum('outputTokens')] as const,
  ];
  return (
    <dl className="figure-row figure-row-even">
      {shown.map(([name, value]) => (
        <div key={name} className="card figure">
          <dt className="figure-name">{name}</dt>
          <dd className="figure-value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
