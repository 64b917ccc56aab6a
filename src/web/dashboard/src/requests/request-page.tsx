import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { CircleHelp, SearchX } from 'lucide-react';
import { type FormEvent } from 'react';
import { keys } from '../api/keys';
import { ApiError } from '../api/problem';
import { useApi } from '../api/tenant-api';
import { readTrail } from '../conversation/trail';
import { TrailSteps } from '../conversation/trail-steps';
import '../conversation/conversation.css';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Card, Page } from '../ui/page';
import { ProblemState } from '../ui/problem-note';
import { EmptyState, Skeleton } from '../ui/states';
import { fullTime } from '../ui/time-text';
import '../settings/settings.css';

/** What became of one request, by the id that every answer and every error carries. */
export function RequestPage() {
  const { t } = useText();
  const { requestId } = useParams({ strict: false });
  const navigate = useNavigate();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('requestId')).trim();
    if (typed) void navigate({ to: '/requests/$requestId', params: { requestId: typed } });
  };

  return (
    <Page title={t('nav.requests')} lead={t('requests.lead')}>
      <form className="inline-form" onSubmit={submit} key={requestId ?? ''}>
        <TextField
          label={t('requests.id')}
          name="requestId"
          defaultValue={requestId ?? ''}
          placeholder="web-1f0c…"
          spellCheck={false}
          autoComplete="off"
        />
        <Button type="submit" variant="primary">
          {t('requests.look')}
        </Button>
      </form>
      {requestId ? (
        <Report requestId={requestId} />
      ) : (
        <EmptyState
          icon={<CircleHelp aria-hidden="true" />}
          title={t('requests.empty.title')}
          text={t('requests.empty.text')}
        />
      )}
    </Page>
  );
}

const hidden = new Set(['requestId', 'conversationId', 'messageId', 'replyId', 'assistantId', 'tenantId']);
const times = new Set(['at', 'acceptedAt', 'endedAt']);

function Report({ requestId }: { requestId: string }) {
  const { t, find, format } = useText();
  const api = useApi();
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'requests', requestId),
    queryFn: ({ signal }) => api.get<unknown>(`requests/${encodeURIComponent(requestId)}`, {}, signal),
    staleTime: 0,
  });

  if (query.isPending) return <Skeleton kind="list" rows={4} />;
  if (query.isError) {
    if (query.error instanceof ApiError && query.error.status === 404) {
      return (
        <EmptyState
          icon={<SearchX aria-hidden="true" />}
          title={t('requests.none.title')}
          text={t('requests.none.text')}
        />
      );
    }
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  }

  const trail = readTrail(query.data);
  const { conversationId } = trail;
  const facts = trail.facts.filter(([name]) => !hidden.has(name));
  return (
    <Card
      title={t('requests.report')}
      actions={
        conversationId && (
          <Link
            to="/inbox/$conversationId"
            params={{ conversationId }}
            className="button button-secondary button-small"
          >
            {t('requests.conversation')}
          </Link>
        )
      }
    >
      {facts.length > 0 && (
        <dl className="facts facts-wide">
          {facts.map(([name, value]) => (
            <div className="fact" key={name}>
              <dt>{find(`fact.${name}`) ?? name}</dt>
              <dd>
                {times.has(name)
                  ? fullTime(format, value)
                  : (find(`cause.${value}`) ?? find(`outcome.${value}`) ?? value)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {trail.steps.length > 0 && <TrailSteps steps={trail.steps} />}
    </Card>
  );
}
