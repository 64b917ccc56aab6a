import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys';
import { ApiError } from '../api/problem';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Button } from '../ui/button';
import { TextArea } from '../ui/field';
import { ProblemNote } from '../ui/problem-note';
import { RelativeTime } from '../ui/relative-time';
import { useToasts } from '../ui/toast';
import { markMatches, type Review } from './review';

type Decision =
  { action: 'approve' } | { action: 'edit'; text: string } | { action: 'reject'; reason: string };

export function ReviewCard({ review }: { review: Review }) {
  const { t, find } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('agent');
  const [mode, setMode] = useState<'read' | 'edit' | 'reject'>('read');
  const [text, setText] = useState(review.text);
  const [reason, setReason] = useState('');

  const refresh = () => cache.invalidateQueries({ queryKey: keys.reviews(api.tenantId) });
  const decide = useMutation({
    mutationFn: ({ action, ...body }: Decision) => api.post(`reviews/${review.id}/${action}`, body),
    onSuccess: (_, { action }) => {
      toasts.done(t(`reviews.done.${action}`));
      void refresh();
    },
    onError: (error) => {
      // Somebody was faster: that is no fault, but the card is out of date.
      if (error instanceof ApiError && error.status === 409) void refresh();
    },
  });

  return (
    <article className="card review" aria-label={t('reviews.label')}>
      <header className="review-head">
        <ul className="review-reasons" aria-label={t('reviews.reasons')}>
          {review.reasons.map((each, index) => (
            <li key={index} className="tag tag-warning">
              {find(`cause.${each.list}`) ?? each.list}: {each.rule}
            </li>
          ))}
        </ul>
        <RelativeTime at={review.createdAt} className="muted" />
      </header>
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
        <Link to="/inbox/$conversationId" params={{ conversationId: review.conversationId }}>
          {t('reviews.conversation')}
        </Link>
        {may && <div className="form-actions">{actions()}</div>}
      </footer>
    </article>
  );

  function actions() {
    if (mode === 'edit') {
      return (
        <>
          <Button onClick={() => setMode('read')}>{t('cancel')}</Button>
          <Button
            variant="primary"
            busy={decide.isPending}
            disabled={text.trim() === ''}
            onClick={() => decide.mutate({ action: 'edit', text: text.trim() })}
          >
            {t('reviews.sendEdited')}
          </Button>
        </>
      );
    }
    if (mode === 'reject') {
      return (
        <>
          <Button onClick={() => setMode('read')}>{t('cancel')}</Button>
          <Button
            variant="danger"
            busy={decide.isPending}
            onClick={() => decide.mutate({ action: 'reject', reason: reason.trim() })}
          >
            {t('reviews.reject')}
          </Button>
        </>
      );
    }
    return (
      <>
        <Button icon={<X aria-hidden="true" />} onClick={() => setMode('reject')}>
          {t('reviews.reject')}
        </Button>
        <Button icon={<Pencil aria-hidden="true" />} onClick={() => setMode('edit')}>
          {t('reviews.edit')}
        </Button>
        <Button
          variant="primary"
          icon={<Check aria-hidden="true" />}
          busy={decide.isPending}
          onClick={() => decide.mutate({ action: 'approve' })}
        >
          {t('reviews.approve')}
        </Button>
      </>
    );
  }
}
