import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleHelp } from 'lucide-react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Button } from '../ui/button';
import { ProblemState } from '../ui/problem-note';
import { RelativeTime } from '../ui/relative-time';
import { EmptyState, Skeleton } from '../ui/states';
import type { Unanswered } from './article';
import type { Editing } from './knowledge-page';

/** Questions the assistant had no article for: each is one article away from an answer. */
export function UnansweredList({ onEdit }: { onEdit: (editing: Editing) => void }) {
  const { t } = useText();
  const api = useApi();
  const may = useMay('admin');
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'unanswered'),
    queryFn: async ({ signal }) => {
      const answer = await api.get<PageOf<Unanswered>>('knowledge/unanswered', { limit: 100 }, signal);
      return answer.items;
    },
    staleTime: 10_000,
  });
  return (
    <div className="card card-flush">
      {query.isPending && <Skeleton kind="list" rows={4} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <EmptyState
          icon={<CircleCheck aria-hidden="true" />}
          title={t('unanswered.empty.title')}
          text={t('unanswered.empty.text')}
        />
      )}
      <ul className="lines lines-flush">
        {query.data?.map((item) => (
          <li key={item.id} className="line">
            <CircleHelp aria-hidden="true" className="line-icon" />
            <span className="line-main">
              <span className="line-title">{item.question}</span>
              <span className="line-text">
                {t('unanswered.count', { count: item.count })}
                {' · '}
                <RelativeTime at={item.lastAskedAt} />
              </span>
            </span>
            {may && (
              <Button
                size="small"
                onClick={() =>
                  onEdit({ article: null, title: item.question, locale: item.locale, unansweredId: item.id })
                }
              >
                {t('unanswered.write')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
