import type { UsageItem } from '../settings/use-usage';
import type { SiteToken } from '../site/tokens-card';

const day = 86_400_000;

/** The first warning comes this long before the chat goes dark; tokens made for less are meant to end. */
const warnedBefore = 7 * day;
const ownsWarning = 0.8;

export type SetupWarning =
  | { kind: 'token-ending'; days: number }
  | { kind: 'tokens-ended' }
  | { kind: 'usage-near' | 'usage-full'; name: string; used: number; limit: number };

/** What will keep the chat from visitors, or does already: the worst first; null while all is well. */
export function setupWarningOf(
  tokens: readonly SiteToken[],
  usage: readonly Pick<UsageItem, 'name' | 'used' | 'limit'>[],
  now: number,
): SetupWarning | null {
  const full = usage.find(({ used, limit }) => limit !== null && used >= limit);
  if (full) return { kind: 'usage-full', name: full.name, used: full.used, limit: full.limit ?? 0 };
  const lasting = tokens.filter(
    ({ status, createdAt, expiresAt }) =>
      status !== 'revoked' && Date.parse(expiresAt) - Date.parse(createdAt) > warnedBefore,
  );
  const last = Math.max(...lasting.map(({ expiresAt }) => Date.parse(expiresAt)));
  const live = tokens.some(({ status, expiresAt }) => status === 'active' && Date.parse(expiresAt) > now);
  if (lasting.length > 0 && !live) return { kind: 'tokens-ended' };
  if (lasting.length > 0 && last > now && last - now <= warnedBefore)
    return { kind: 'token-ending', days: Math.ceil((last - now) / day) };
  const near = usage.find(({ used, limit }) => limit !== null && used >= limit * ownsWarning);
  return near ? { kind: 'usage-near', name: near.name, used: near.used, limit: near.limit ?? 0 } : null;
}
