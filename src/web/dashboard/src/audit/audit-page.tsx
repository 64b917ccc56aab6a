import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { History, Lock } from 'lucide-react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { MorePages } from '../ui/more-pages';
import { Page } from '../ui/page';
import { QueryGate } from '../ui/query-gate';
import { EmptyState } from '../ui/states';
import { fullTime } from '../ui/time-text';
import { changes } from './audit-rules';

interface AuditEntry {
  id: string;
  at: string;
  actorName: string;
  action: string;
  target: string | null;
  before: string | null;
  after: string | null;
  address: string | null;
  requestId: string | null;
}

/** Who changed what, when and from where. */
export function AuditPage() {
  const { t } = useText();
  const may = useMay('admin');
  return (
    <Page title={t('nav.audit')} lead={t('audit.lead')}>
      {may ? (
        <Entries />
      ) : (
        <EmptyState icon={<Lock aria-hidden="true" />} title={t('admins.title')} text={t('admins.text')} />
      )}
    </Page>
  );
}

function Entries() {
  const { t } = useText();
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: keys.section(api.tenantId, 'audit'),
    queryFn: ({ pageParam, signal }) =>
      api.get<PageOf<AuditEntry>>('audit', { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 5_000,
  });
  return (
    <QueryGate query={query}>
      {({ pages }) => {
        const entries = pages.flatMap((page) => page.items);
        if (entries.length === 0) {
          return (
            <EmptyState
              icon={<History aria-hidden="true" />}
              title={t('audit.empty.title')}
              text={t('audit.empty.text')}
            />
          );
        }
        return (
          <>
            <ul className="card card-flush lines lines-flush">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ul>
            <MorePages query={query} />
          </>
        );
      }}
    </QueryGate>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t, find, format } = useText();
  const changed = changes(entry.before, entry.after);
  return (
    <li className="line audit-line">
      <span className="line-main">
        <span className="line-title">{find(`audit.${entry.action}`) ?? entry.action}</span>
        <span className="line-text line-wrap">
          {entry.actorName} · <time dateTime={entry.at}>{fullTime(format, entry.at)}</time>
          {entry.address && ` · ${entry.address}`}
          {entry.requestId && (
            <>
              {' · '}
              <Link to="/requests/$requestId" params={{ requestId: entry.requestId }}>
                {t('audit.request')}
              </Link>
            </>
          )}
        </span>
      </span>
      {changed.length > 0 && (
        <details className="audit-changes">
          <summary>{t('audit.changes', { count: changed.length })}</summary>
          <dl className="facts facts-wide">
            {changed.map((change) => (
              <div className="fact" key={change.name}>
                <dt>{change.name}</dt>
                <dd>
                  {change.before !== null && <del>{change.before}</del>}{' '}
                  {change.after !== null && <ins>{change.after}</ins>}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
