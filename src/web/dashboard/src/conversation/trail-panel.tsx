import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Message } from '../api/types';
import { useText } from '../messages/text';
import { Dialog } from '../ui/dialog';
import { ProblemState, RequestId } from '../ui/problem-note';
import { Skeleton } from '../ui/states';
import { readTrail } from './trail';
import { TrailSteps } from './trail-steps';

interface TrailPanelProps {
  conversationId: string;
  message: Message;
  onClose: () => void;
}

/** 'Why this answer, or none?' */
export function TrailPanel({ conversationId, message, onClose }: TrailPanelProps) {
  const { t, find } = useText();
  const api = useApi();
  const query = useQuery({
    queryKey: keys.trail(api.tenantId, conversationId, message.id),
    queryFn: async ({ signal }) =>
      readTrail(await api.get(`conversations/${conversationId}/messages/${message.id}/trail`, {}, signal)),
    // A turn may still be running.
    staleTime: 0,
  });
  const cause = message.turn?.cause;
  return (
    <Dialog kind="drawer" title={t('trail.title')} onClose={onClose}>
      <blockquote className="trail-quote">{message.text}</blockquote>
      {cause && (
        <p className="trail-verdict">
          <strong>{find(`cause.${cause}`) ?? cause}</strong>
        </p>
      )}
      {query.isPending && <Skeleton kind="list" rows={4} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <TrailSteps steps={query.data.steps} />}
      <RequestId id={message.requestId} />
      {message.requestId && (
        <Link to="/requests/$requestId" params={{ requestId: message.requestId }} className="trail-more">
          {t('trail.request')}
        </Link>
      )}
    </Dialog>
  );
}
