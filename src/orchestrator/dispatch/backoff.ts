/** How long to wait before the next try: doubles from `firstMs` to `maxMs`, with jitter so that many do not come back at once. */
export interface Backoff { readonly firstMs: number; readonly maxMs: number }

/** Milliseconds before try `attempt + 1`, between half and the whole of the step; `random` is 0 to 1. A provider's Retry-After wins where it is longer. */
export function backoffMs(backoff: Backoff, attempt: number, random: number, retryAfterMs = 0): number {
  const step = Math.min(backoff.maxMs, backoff.firstMs * 2 ** Math.min(30, Math.max(0, attempt - 1)));
  return Math.ceil(Math.max(retryAfterMs, step * (0.5 + random / 2)));
}
