const first = 500;
const longest = 20_000;

/**
 * Milliseconds to wait before try number `attempt` (from 0): doubling, capped, and spread over half of
 * itself, so that five thousand pages do not come back in the same moment. There is no last try.
 */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random() * 0.5));
}
