import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys';
import type { HttpAnswer } from '../api/http';
import { useApi } from '../api/tenant-api';

/** Settings that are read with an ETag and replaced by PUT; a stale one is refused with 412, not overwritten. */
export function useSettings<T>(path: string) {
  const api = useApi();
  const cache = useQueryClient();
  const queryKey = keys.section(api.tenantId, path);
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api.send<T>(path, { signal }) });
  const save = useMutation({
    mutationFn: (settings: T) => api.put<T>(path, settings, query.data?.etag ?? null),
    onSuccess: (answer: HttpAnswer<T>, settings) => {
      cache.setQueryData<HttpAnswer<T>>(queryKey, { ...answer, data: answer.data ?? settings });
      if (!answer.etag) void cache.invalidateQueries({ queryKey });
    },
  });
  return { query, save };
}
