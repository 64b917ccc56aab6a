import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { keys } from '../api/keys';
import type { Conversation } from '../api/types';
import type { ListData } from '../inbox/list-rules';
import { alertOf, type Alert } from '../notifications/alert-rules';
import { useGrant, useSession } from '../session/use-session';
import { applyEvent, resync } from './apply-event';
import { announce } from './announcements';
import type { FeedEvent } from './frames';
import { PeopleHere, type Colleague, type Here } from './people-here';
import { RealtimeClient, type ConnectionState, type Socket } from './realtime-client';

interface Realtime {
  client: RealtimeClient;
  people: PeopleHere;
  onAlert: (listener: (alert: Alert) => void) => () => void;
}

const RealtimeContext = createContext<Realtime | null>(null);

/** Keeps the one connection of this page, from sign-in to sign-out. */
export function RealtimeProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const { tenantId, user } = useGrant();
  const cache = useQueryClient();

  const [realtime] = useState<Realtime>(() => {
    const people = new PeopleHere();
    const reader = { tenantId, userId: user.id };
    const alerted = new Set<(alert: Alert) => void>();
    const client = new RealtimeClient({
      open: () => new WebSocket(feedAddress(location)) as unknown as Socket,
      token: () => session.accessToken(),
      renew: (used) => session.renew(used),
      onEvent: (event) => {
        const known = knownConversation(cache, tenantId, event);
        const alert = alertOf(event, known, user.id);
        applyEvent(cache, reader, event);
        people.hear(event, user.id, Date.now());
        announce(event, alert);
        if (alert) for (const listener of alerted) listener(alert);
      },
      onConnected: () => people.forget(),
      onResync: () => resync(cache, tenantId),
      onForbidden: () => void session.renew().catch(() => undefined),
    });
    const onAlert: Realtime['onAlert'] = (listener) => {
      alerted.add(listener);
      return () => alerted.delete(listener);
    };
    return { client, people, onAlert };
  });

  useEffect(() => {
    const { client } = realtime;
    client.start();
    const nudge = () => client.nudge();
    const offline = () => client.wentOffline();
    const shown = () => document.visibilityState === 'visible' && client.nudge();
    addEventListener('online', nudge);
    addEventListener('offline', offline);
    document.addEventListener('visibilitychange', shown);
    return () => {
      removeEventListener('online', nudge);
      removeEventListener('offline', offline);
      document.removeEventListener('visibilitychange', shown);
      client.stop();
    };
  }, [realtime]);

  return <RealtimeContext value={realtime}>{children}</RealtimeContext>;
}

/** The conversation that an event is about, as it was before: opened once, or in a list. */
function knownConversation(cache: QueryClient, tenantId: string, event: FeedEvent): Conversation | undefined {
  const id =
    event.type === 'message:new' || event.type === 'escalation'
      ? event.conversationId
      : event.type === 'conversation:new' || event.type === 'conversation:updated'
        ? event.conversation.id
        : null;
  if (id === null) return undefined;
  const opened = cache.getQueryData<Conversation>(keys.conversation(tenantId, id));
  if (opened) return opened;
  for (const [, list] of cache.getQueriesData<ListData>({ queryKey: keys.lists(tenantId) })) {
    for (const page of list?.pages ?? []) {
      const found = page.items.find((each) => each.id === id);
      if (found) return found;
    }
  }
  return undefined;
}

function feedAddress(at: Location): string {
  return `${at.protocol === 'https:' ? 'wss' : 'ws'}://${at.host}/api/ws/tenant`;
}

export function useRealtime(): RealtimeClient {
  return useRealtimeContext().client;
}

/** What is worth a notification or a sound, as it happens. */
export function useRealtimeAlerts(): Realtime['onAlert'] {
  return useRealtimeContext().onAlert;
}

export function useConnection(): ConnectionState {
  const { client } = useRealtimeContext();
  return useSyncExternalStore(client.subscribe, () => client.state);
}

/** Who types in this conversation right now, and which colleagues have it open. */
export function useHere(conversationId: string): Here {
  const { people } = useRealtimeContext();
  const all = useSyncExternalStore(people.subscribe, () => people.here);
  return useMemo(
    () => ({
      typists: all.typists.filter((typist) => typist.conversationId === conversationId),
      colleagues: all.colleagues.filter((colleague) => colleague.conversationId === conversationId),
    }),
    [all, conversationId],
  );
}

/** Everybody else who is there now, whatever they look at. */
export function useColleagues(): readonly Colleague[] {
  const { people } = useRealtimeContext();
  return useSyncExternalStore(people.subscribe, () => people.here).colleagues;
}

function useRealtimeContext(): Realtime {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new Error('useRealtime outside of RealtimeProvider');
  return realtime;
}
