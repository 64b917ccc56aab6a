import { useQuery } from '@tanstack/react-query';
import { BookOpen, Code, Globe, MessageCircle, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import { plainInbox } from '../inbox/conversation-filter';
import { useConversations } from '../inbox/use-conversations';
import { useEverWritten } from '../inbox/use-ever-written';
import { useMay } from '../session/use-session';
import { useList } from '../settings/use-list';
import { useSettings } from '../settings/use-settings';
import { useTokens } from '../site/use-tokens';
import type { WidgetSettings } from '../site/widget-settings';
import type { Member } from '../team/team';
import { useOpenInvitations } from '../team/use-open-invitations';
import { invitedOf } from './invite-step';

export interface Step {
  name: 'domain' | 'snippet' | 'knowledge' | 'ask' | 'invite';
  /** Unknown while it is being read, or where that failed. */
  done: boolean | undefined;
  to: '/site' | '/knowledge' | '/inbox' | '/team';
  icon: ReactNode;
}

/** The steps of the checklist with what is known of each, and what could not be read. */
export function useStartSteps() {
  const api = useApi();
  const widget = useSettings<WidgetSettings>('widget').query;
  const tokens = useTokens({
    // The page is open while the snippet is pasted elsewhere.
    refetchInterval: 15_000,
  });
  const knowledge = useQuery({
    queryKey: keys.section(api.tenantId, 'knowledge', 'first'),
    queryFn: ({ signal }) => api.get<PageOf<{ id: string }>>('knowledge', { limit: 1 }, signal),
  });
  const users = useList<Member>('users');
  const mayInvite = useMay('admin');
  const invitations = useOpenInvitations(mayInvite);
  const invited = invitedOf(users.data, invitations.data?.items);
  const written = useEverWritten();
  // The feed brings the first conversation into this list at once.
  const { conversations } = useConversations(plainInbox);
  const seen = tokens.data?.items
    .flatMap((token) => token.domains ?? [])
    .sort((a, b) => a.firstAt.localeCompare(b.firstAt))[0];

  const steps: Step[] = [
    {
      name: 'domain',
      done: widget.data && widget.data.data.allowedDomains.length > 0,
      to: '/site',
      icon: <Globe />,
    },
    { name: 'snippet', done: tokens.data && tokens.data.items.length > 0, to: '/site', icon: <Code /> },
    {
      name: 'knowledge',
      done: knowledge.data && knowledge.data.items.length > 0,
      to: '/knowledge',
      icon: <BookOpen />,
    },
    { name: 'ask', done: conversations.length > 0 || written.data, to: '/inbox', icon: <MessageCircle /> },
    {
      name: 'invite',
      done: invited ? invited.state !== 'nobody' : undefined,
      to: '/team',
      icon: <UserPlus />,
    },
  ];
  const reads = [widget, tokens, knowledge, users, written, ...(mayInvite ? [invitations] : [])];
  const failed = reads.filter((read) => read.isError && read.data === undefined);
  return {
    steps,
    seen,
    invited,
    pending: reads.some((read) => read.isPending),
    error: failed[0]?.error ?? null,
    retry: () => failed.forEach((read) => void read.refetch()),
  };
}
