import { Navigate } from '@tanstack/react-router';
import { plainInbox } from '../inbox/conversation-filter';
import { useConversations } from '../inbox/use-conversations';
import { useEverWritten } from '../inbox/use-ever-written';
import { useMay } from '../session/use-session';
import { Skeleton } from '../ui/states';

/** Where the dashboard opens: the inbox, or the checklist while nobody has ever written and somebody may set things up. */
export function HomePage() {
  const may = useMay('admin');
  // The inbox asks for the same list, so that most tenants wait for nothing besides.
  const open = useConversations(plainInbox).query;
  const quiet = may && open.data?.pages[0]?.items.length === 0;
  const ever = useEverWritten(quiet);
  if (ever.data !== undefined) return <Navigate to={ever.data ? '/inbox' : '/start'} replace />;
  if (may && (open.isPending || (quiet && ever.isPending))) return <Skeleton kind="list" rows={6} />;
  return <Navigate to="/inbox" replace />;
}
