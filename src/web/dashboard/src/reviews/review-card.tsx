import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { keys } from '../api/keys';
import { ApiError } from '../api/problem';
import { useApi } from '../api/tenant-api';
import { readSearch } from '../inbox/conversation-filter';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { useShortcut } from '../shortcuts/shortcuts';
import { Button } from '../ui/button';
import { TextArea } from '../ui/field';
import { ProblemNote } from '../ui/problem-note';
import { RelativeTime } from '../ui/relative-time';
import { useToasts } from '../ui/toast';
import { useResolution } from './decided-elsewhere';
import { markMatches, type Review } from './review';
import { ReviewActions, type ReviewMode } from './review-actions';
import { ReviewExpiry } from './review-expiry';

type Decision =
  { action: 'approve' } | { action: 'edit'; text: string } | { action: 'reject'; reason: string };

interface ReviewCardProps {
  review: Review;
  /** The keys of the page belong to this card. */
  active: boolean;
  /** Decided elsewhere while it was being edited here. */
  gone: boolean;
  onActive: (id: string) => void;
  onEngage: (review: Review, on: boolean) => void;
}

export function ReviewCard({ review, active, gone, onActive, onEngage }: ReviewCardProps) {
  const { t, find } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('agent');
  const resolution = useResolution(review.id);
  const [mode, setMode] = useState<ReviewMode>('read');
  const [text, setText] = useState(review.text);
  const [reason, setReason] = useState('');

  const change = (next: ReviewMode) => {
    setMode(next);
    onEngage(review, next !== 'read');
  };
  const refresh = () => cache.invalidateQueries({ queryKey: keys.reviews(api.tenantId) });
  const decide = useMutation({
    mutationFn: ({ action, ...body }: Decision) => api.post(`reviews/${review.id}/${action}`, body),
    onSuccess: (_, { action }) => {
      toasts.done(t(`reviews.done.${action}`));
      onEngage(review, false);
      void refresh();
    },
    onError: (error) => {
      // Somebody was faster: that is no fault, but the card is out of date, and what it says leaves with it.
      if (error instanceof ApiError && error.status === 409) {
        if (mode === 'read') toasts.failed(error);
        void refresh();
      }
    },
  });
  const run = () => {
    if (mode === 'edit') decide.mutate({ action: 'edit', text: text.trim() });
    else if (mode === 'reject') decide.mutate({ action: 'reject', reason: reason.trim() });
    else decide.mutate({ action: 'approve' });
  };
  const keysHere = active && may && !gone && !decide.isPending;

  return (
    <article
      id={`review-${review.id}`}
      className={`card review ${active ? 'review-active' : ''}`}
      aria-label={t('reviews.label')}
      aria-current={active ? 'true' : undefined}
      tabIndex={-1}
      onFocus={() => onActive(review.id)}
    >
      {keysHere && (
        <ReviewKeys
          onApprove={() => mode === 'read' && decide.mutate({ action: 'approve' })}
          onMode={change}
        />
      )}
      <header className="review-head">
        <ul className="review-reasons" aria-label={t('reviews.reasons')}>
          {review.reasons.map((each, index) => (
            <li key={index} className="tag tag-warning">
              {find(`cause.${each.list}`) ?? each.list}: {each.rule}
            </li>
          ))}
          <li>
            <ReviewExpiry review={review} />
          </li>
        </ul>
        <RelativeTime at={review.createdAt} className="muted" />
      </header>
      {gone && (
        <p className="offer" role="alert">
          {t('reviews.gone', {
            name: resolution?.decidedBy ?? t('someone'),
            decision: find(`reviews.status.${resolution?.status}`) ?? t('reviews.status.resolved'),
          })}
          <Button size="small" onClick={() => change('read')}>
            {t('dismiss')}
          </Button>
        </p>
      )}
      <p className="review-question">{review.visitorText}</p>
      {mode === 'edit' ? (
        <TextArea
          label={t('reviews.edit.label')}
          rows={5}
          value={text}
          onChange={(e) => setText(e.target.value)}
          autoFocus
        />
      ) : (
        <p className="review-reply">
          {markMatches(review.text, review.reasons).map((part, index) =>
            part.matched ? <mark key={index}>{part.text}</mark> : part.text,
          )}
        </p>
      )}
      {mode === 'reject' && (
        <TextArea
          label={t('reviews.reject.label')}
          rows={2}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
          autoFocus
        />
      )}
      {decide.isError && <ProblemNote error={decide.error} />}
      <footer className="review-actions">
        <Link
          to="/inbox/$conversationId"
          params={{ conversationId: review.conversationId }}
          search={readSearch}
        >
          {t('reviews.conversation')}
        </Link>
        {may && !gone && (
          <ReviewActions
            mode={mode}
            busy={decide.isPending}
            empty={text.trim() === ''}
            onMode={change}
            onDecide={run}
          />
        )}
      </footer>
    </article>
  );
}

/** The keys of the active card; apart, so that only one card has them at a time. */
function ReviewKeys({ onApprove, onMode }: { onApprove: () => void; onMode: (mode: ReviewMode) => void }) {
  useShortcut('a', onApprove);
  useShortcut('e', () => onMode('edit'));
  useShortcut('x', () => onMode('reject'));
  return null;
}
