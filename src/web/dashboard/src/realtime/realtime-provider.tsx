import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { useGrant, useSession } from '../session/use-session';
import { applyEvent, resync } from './apply-event';
import { announce } from './announcements';
import { PeopleHere, type Colleague, type Here } from './people-here';
import { RealtimeClient, type ConnectionState, type Socket } from './realtime-client';

interface Realtime {
  client: RealtimeClient;
  people: PeopleHere;
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
    const client = new RealtimeClient({
      open: () => new WebSocket(feedAddress(location)) as unknown as Socket,
      token: () => session.accessToken(),
      renew: (used) => session.renew(used),
      onEvent: (event) => {
        applyEvent(cache, reader, event);
        people.hear(event, user.id, Date.now());
        announce(event);
      },
      onResync: () => resync(cache, tenantId),
      onForbidden: () => void session.renew().catch(() => undefined),
    });
    return { client, people };
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

function feedAddress(at: Location): string {
  return `${at.protocol === 'https:' ? 'wss' : 'ws'}://${at.host}/api/ws/tenant`;
}

export function useRealtime(): RealtimeClient {
  return useRealtimeContext().client;
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
