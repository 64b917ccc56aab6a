import { Hourglass } from 'lucide-react';
import { useText } from '../messages/text';
import { useNow } from '../ui/clock';
import { duration } from '../ui/time-text';
import type { Review } from './review';

const soon = 5 * 60_000;

/** How long there is to decide, and what happens if nobody does. */
export function ReviewExpiry({ review }: { review: Review }) {
  const text = useText();
  const { t, find } = text;
  const now = useNow();
  if (!review.expiresAt) return null;
  const left = Date.parse(review.expiresAt) - now;
  const then = review.onExpiry ? (find(`reviews.onExpiry.${review.onExpiry}`) ?? review.onExpiry) : '';
  return (
    <span className={`tag ${left < soon ? 'tag-danger' : ''}`}>
      <Hourglass aria-hidden="true" />
      {left <= 0
        ? t('reviews.expired')
        : t('reviews.expires', { time: duration(text, left), then: then ? ` (${then})` : '' })}
    </span>
  );
}
