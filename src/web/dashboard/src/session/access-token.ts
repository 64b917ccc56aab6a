import type { Role } from '../api/types';

/** Who signed in, as login, refresh, switch and code answer it. */
export interface Grant {
  accessToken: string;
  expiresAt: string;
  tenantId: string;
  tenants: { id: string; name: string; role: Role }[];
  user: { id: string; name: string; email: string; role: Role };
}

/** Renew this long before the end, so that no request leaves with a token about to expire. */
const margin = 60_000;
/** Without readable claims: shorter than any sensible lifetime. */
const fallbackLifetime = 240_000;

/**
 * Milliseconds from the receipt of a grant until it must be renewed. Counted from the token's own `iat` and
 * `exp`, never from this machine's clock, which may be hours off.
 */
export function renewalDelay(grant: Grant): number {
  const claims = readClaims(grant.accessToken);
  const lifetime = claims ? (claims.exp - claims.iat) * 1000 : fallbackLifetime;
  return Math.max(5_000, lifetime > 3 * margin ? lifetime - margin : lifetime * 0.6);
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
