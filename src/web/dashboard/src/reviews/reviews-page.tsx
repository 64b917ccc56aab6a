import { ListChecks } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useText } from '../messages/text';
import '../settings/settings.css';
import { useShortcut } from '../shortcuts/shortcuts';
import { Page } from '../ui/page';
import { QueryGate } from '../ui/query-gate';
import { EmptyState } from '../ui/states';
import type { Review } from './review';
import { ReviewCard } from './review-card';
import { useReviews } from './use-reviews';

const nobody: readonly Review[] = [];

/** Replies that wait for a person. Live: a colleague's decision takes its card away, unless it is being edited here. */
export function ReviewsPage() {
  const { t } = useText();
  const query = useReviews();
  const waiting = query.data?.items ?? nobody;
  const [engaged, setEngaged] = useState<Review | null>(null);
  const kept = engaged && !waiting.some((review) => review.id === engaged.id) ? [engaged] : nobody;
  const reviews = [...kept, ...waiting];
  const [chosen, setChosen] = useState<string | null>(null);
  const activeId = reviews.some((review) => review.id === chosen) ? chosen : (reviews[0]?.id ?? null);

  const move = (step: number) => {
    const at = reviews.findIndex((review) => review.id === activeId);
    const next = reviews[Math.max(0, Math.min(reviews.length - 1, at + step))];
    if (!next) return;
    setChosen(next.id);
    document.getElementById(`review-${next.id}`)?.focus();
  };
  useShortcut('j', () => move(1));
  useShortcut('k', () => move(-1));

  const engage = useCallback((review: Review, on: boolean) => setEngaged(on ? review : null), []);

  return (
    <Page title={t('nav.reviews')} lead={t('reviews.lead')}>
      <QueryGate query={query} skeleton={{ kind: 'list', rows: 3 }}>
        {() => (
          <>
            {reviews.length === 0 && (
              <EmptyState
                icon={<ListChecks aria-hidden="true" />}
                title={t('reviews.empty.title')}
                text={t('reviews.empty.text')}
              />
            )}
            {reviews.map((review) => (
              <ReviewCard
                key={review.id}
                review={review}
                active={review.id === activeId}
                gone={kept.includes(review)}
                onActive={setChosen}
                onEngage={engage}
              />
            ))}
          </>
        )}
      </QueryGate>
    </Page>
  );
}
