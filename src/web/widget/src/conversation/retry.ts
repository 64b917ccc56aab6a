import type { Fault } from "./fault";

/** Attempts before a message shows as failed with a button to try again. */
export const maxAttempts = 5;

/**
 * How long to wait before the next attempt, in ms; null when trying again can't help.
 * The server's word comes first; else 1, 2, 4, 8 s with a jitter of a quarter, so that visitors don't come back at once.
 */
export function retryDelay(fault: Fault, attempt: number, random: () => number = Math.random): number | null {
  if (!fault.retryable) return null;
  if (fault.code !== "offline" && attempt >= maxAttempts) return null;
  if (fault.retryAfterMs !== null) return fault.retryAfterMs;
  const base = Math.min(1000 * 2 ** (attempt - 1), 15_000);
  return base * (0.875 + random() * 0.25);
}
