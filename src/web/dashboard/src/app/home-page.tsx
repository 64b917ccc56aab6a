import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page } from '../api/types';
import { plainInbox } from '../inbox/conversation-filter';
import { useConversations } from '../inbox/use-conversations';
import { useMay } from '../session/use-session';
import { Skeleton } from '../ui/states';

/** Where the dashboard opens: the inbox, or the checklist while nobody has ever written and somebody may set things up. */
export function HomePage() {
  const api = useApi();
  const may = useMay('admin');
  // The inbox asks for the same list, so that most tenants wait for nothing besides.
  const open = useConversations(plainInbox).query;
  const quiet = may && open.data?.pages[0]?.items.length === 0;
  const ever = useQuery({
    queryKey: keys.section(api.tenantId, 'home'),
    queryFn: ({ signal }) => api.get<Page<unknown>>('conversations', { limit: 1 }, signal),
    enabled: quiet,
    staleTime: 0,
  });
  if (ever.data) return <Navigate to={ever.data.items.length === 0 ? '/start' : '/inbox'} replace />;
  if (may && (open.isPending || (quiet && ever.isPending))) return <Skeleton kind="list" rows={6} />;
  return <Navigate to="/inbox" replace />;
}
