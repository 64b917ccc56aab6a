import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page } from '../api/types';

/** Whether a visitor has ever written, in a conversation that is open or closed by now. */
export function useEverWritten(enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: keys.section(api.tenantId, 'ever written'),
    queryFn: async ({ signal }) =>
      (await api.get<Page<unknown>>('conversations', { limit: 1 }, signal)).items.length > 0,
    enabled,
    staleTime: 0,
  });
}
