import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, Plus } from 'lucide-react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Button } from '../ui/button';
import { ProblemNote } from '../ui/problem-note';
import { isAbsent } from '../ui/query-gate';
import { RelativeTime } from '../ui/relative-time';
import { useToasts } from '../ui/toast';
import { admits } from './domain-rules';

interface RefusedOrigin {
  origin: string;
  requests: number;
  lastAt: string;
}

/** Sites that were turned away: often one's own, with or without `www.`; one click lets it in. */
export function RefusedOrigins({ domains }: { domains: readonly string[] }) {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('admin');
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'widget', 'refused-origins'),
    queryFn: ({ signal }) => api.get<PageOf<RefusedOrigin>>('widget/refused-origins', { limit: 10 }, signal),
    staleTime: 10_000,
  });
  const admit = useMutation({
    mutationFn: (domain: string) => api.post('widget/allowed-domains', { domain }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'widget') }),
    onError: toasts.failed,
  });
  const unreadable = query.isError && !query.data && !isAbsent(query.error);
  const origins = query.data?.items.filter((each) => !admits(domains, each.origin)) ?? [];
  if (origins.length === 0 && !unreadable) return null;
  return (
    <section aria-labelledby="refused">
      <h3 id="refused" className="sub-title">
        {t('refused.title')}
      </h3>
      {unreadable && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="lines">
        {origins.map((each) => (
          <li key={each.origin} className="line">
            <Ban aria-hidden="true" className="line-icon" />
            <span className="line-main">
              <code>{each.origin}</code>
              <span className="line-text">
                {t('refused.count', { count: each.requests })} · <RelativeTime at={each.lastAt} />
              </span>
            </span>
            {may && (
              <Button
                size="small"
                icon={<Plus aria-hidden="true" />}
                aria-label={t('refused.admit', { origin: each.origin })}
                onClick={() => admit.mutate(each.origin)}
              >
                {t('add')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The host of an address, or what stands there if it is none. */
export function hostOf(origin: string): string {
  try {
    return new URL(origin).host;
  } catch {
    return origin;
  }
}
