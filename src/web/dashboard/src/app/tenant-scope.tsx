import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { ApiError } from '../api/problem';
import { TenantApi, TenantApiContext } from '../api/tenant-api';
import { Outbox, OutboxContext } from '../conversation/outbox';
import { RealtimeProvider } from '../realtime/realtime-provider';
import { useGrant, useSession } from '../session/use-session';

/** One person in one tenant: its requests, its cache and its feed. Another tenant gets all of them anew. */
export function TenantScope({ tenantId, children }: { tenantId: string; children: ReactNode }) {
  const session = useSession();
  const [cache] = useState(createCache);
  const api = useMemo(() => new TenantApi(session, tenantId), [session, tenantId]);
  const { user } = useGrant();
  const outbox = useMemo(() => new Outbox(api, cache, user.id), [api, cache, user.id]);

  useEffect(() => () => cache.clear(), [cache]);
  useEffect(() => outbox.open(), [outbox]);

  return (
    <QueryClientProvider client={cache}>
      <TenantApiContext value={api}>
        <OutboxContext value={outbox}>
          <RealtimeProvider>{children}</RealtimeProvider>
        </OutboxContext>
      </TenantApiContext>
    </QueryClientProvider>
  );
}

function createCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The feed keeps what was read up to date; reading again is for what it does not carry.
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.temporary,
      },
      mutations: { retry: false },
    },
  });
}
