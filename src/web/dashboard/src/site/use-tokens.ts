import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page } from '../api/types';
import type { SiteToken } from './tokens-card';

/** The site's tokens, one read for every place that shows or watches them. */
export function useTokens(options: { staleTime?: number; refetchInterval?: number; enabled?: boolean } = {}) {
  const api = useApi();
  return useQuery({
    queryKey: keys.section(api.tenantId, 'widget/tokens'),
    queryFn: ({ signal }) => api.get<Page<SiteToken>>('widget/tokens', { limit: 100 }, signal),
    ...options,
  });
}
