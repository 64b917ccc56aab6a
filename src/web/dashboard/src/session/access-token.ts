import type { Role } from '../api/types';

/** Who signed in, as login, refresh, switch and code answer it. */
export interface Grant {
  accessToken: string;
  expiresAt: string;
  tenantId: string;
  tenants: { id: string; name: string; role: Role }[];
  user: { id: string; name: string; email: string; role: Role };
  /** When renewals end for good, where the server says. */
  sessionEndsAt?: string;
}

/** Renew this long before the end: time for a failed renewal to be tried again, and for a warning two minutes before. */
const margin = 180_000;
/** Without readable claims: shorter than any sensible lifetime. */
const fallbackLifetime = 240_000;

/**
 * Milliseconds from the receipt of a grant until it must be renewed. Counted from the token's own `iat` and
 * `exp`, never from this machine's clock, which may be hours off.
 */
export function renewalDelay(grant: Grant): number {
  const lifetime = lifetimes(grant).token;
  return Math.max(5_000, lifetime > 3 * margin ? lifetime - margin : lifetime * 0.6);
}

/** Milliseconds that the token, and the session as a whole, have left at the receipt of the grant; no session: null. */
export function lifetimes(grant: Grant): { token: number; session: number | null } {
  const claims = readClaims(grant.accessToken);
  const token = claims ? (claims.exp - claims.iat) * 1000 : fallbackLifetime;
  const end = grant.sessionEndsAt ? Date.parse(grant.sessionEndsAt) : NaN;
  // Both ends are the server's times, so this machine's clock does not count.
  const session = end - Date.parse(grant.expiresAt) + token;
  return { token, session: Number.isFinite(session) ? Math.max(0, session) : null };
}

function readClaims(token: string): { iat: number; exp: number } | null {
  try {
    const payload = token.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    const { iat, exp, nbf } = claims as Record<string, unknown>;
    const from = typeof iat === 'number' ? iat : nbf;
    return typeof from === 'number' && typeof exp === 'number' && exp > from ? { iat: from, exp } : null;
  } catch {
    return null;
  }
}
