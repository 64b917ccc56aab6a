import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { Card } from '../ui/page';
import { QueryGate } from '../ui/query-gate';

type Limits = Record<string, number | string | null>;

/** The limits of the plan; the operator sets them. */
export function LimitsCard() {
  const { t, find, format } = useText();
  const api = useApi();
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'limits'),
    queryFn: ({ signal }) => api.get<Limits>('limits', {}, signal),
  });
  const number = new Intl.NumberFormat(format);
  const show = (name: string, value: number | string | null) => {
    if (value === null) return t('usage.unlimited');
    return typeof value === 'number' ? number.format(value) : (find(`limits.${name}.${value}`) ?? value);
  };
  return (
    <Card title={t('limits.title')} text={t('limits.text')}>
      <QueryGate query={query} skeleton={{ kind: 'form', rows: 3 }}>
        {(limits) => (
          <dl className="facts facts-wide">
            {Object.entries(limits).map(([name, value]) => (
              <div className="fact" key={name}>
                <dt>{find(`limits.${name}`) ?? name}</dt>
                <dd>{show(name, value)}</dd>
              </div>
            ))}
          </dl>
        )}
      </QueryGate>
    </Card>
  );
}
