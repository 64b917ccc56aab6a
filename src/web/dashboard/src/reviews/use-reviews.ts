import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { ApiError } from '../api/problem';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import type { Review } from './review';

/** The replies that wait for a person. */
export function useReviews() {
  const api = useApi();
  return useQuery({
    queryKey: keys.reviews(api.tenantId),
    queryFn: ({ signal }) => api.get<PageOf<Review>>('reviews', { status: 'pending', limit: 100 }, signal),
  });
}

/** How many wait; null where the platform has no review queue, so that nothing leads to one. */
export function useReviewCount(): number | null {
  const { data, error } = useReviews();
  if (error instanceof ApiError && error.status === 404) return null;
  return data?.items.length ?? 0;
}
