import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Role } from '../api/types';
import type { Grant } from './access-token';
import type { Session, SessionState } from './session';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of the session');
  return session;
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** Set by the signed-in part of the page; changes with each renewal. */
export const GrantContext = createContext<Grant | null>(null);

export function useGrant(): Grant {
  const grant = useContext(GrantContext);
  if (!grant) throw new Error('useGrant outside of the signed-in part');
  return grant;
}

const ranks: Record<Role, number> = { viewer: 0, agent: 1, admin: 2, owner: 3 };

/** Whether the signed-in person may do what needs at least this role in the current tenant. */
export function useMay(role: Role): boolean {
  const { user } = useGrant();
  return ranks[user.role] >= ranks[role];
}
