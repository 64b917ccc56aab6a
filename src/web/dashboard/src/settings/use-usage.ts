import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';

export interface UsageItem {
  name: string;
  used: number;
  limit: number | null;
  projected: number | null;
  warnedAt: string | null;
}

interface Usage {
  period: { from: string; to: string };
  items: UsageItem[];
}

/** What the running period has used so far. */
export function useUsage(options: { staleTime: number; enabled?: boolean }) {
  const api = useApi();
  return useQuery({
    queryKey: keys.section(api.tenantId, 'usage'),
    queryFn: ({ signal }) => api.get<Usage>('usage', {}, signal),
    ...options,
  });
}
