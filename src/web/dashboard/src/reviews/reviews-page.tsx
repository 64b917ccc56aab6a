import { ListChecks } from 'lucide-react';
import { useText } from '../messages/text';
import '../settings/settings.css';
import { Page } from '../ui/page';
import { ProblemState } from '../ui/problem-note';
import { EmptyState, Skeleton } from '../ui/states';
import { ReviewCard } from './review-card';
import { useReviews } from './use-reviews';

/** Replies that wait for a person. Live: a colleague's decision takes its card away. */
export function ReviewsPage() {
  const { t } = useText();
  const query = useReviews();
  const reviews = query.data?.items ?? [];
  return (
    <Page title={t('nav.reviews')} lead={t('reviews.lead')}>
      {query.isPending && <Skeleton kind="list" rows={3} />}
      {query.isError && !query.data && (
        <ProblemState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && reviews.length === 0 && (
        <EmptyState
          icon={<ListChecks aria-hidden="true" />}
          title={t('reviews.empty.title')}
          text={t('reviews.empty.text')}
        />
      )}
      {reviews.map((review) => (
        <ReviewCard key={review.id} review={review} />
      ))}
    </Page>
  );
}
