import type { Clock } from '../ports/clock.js';

/** Waits by the given clock; ends early, without an error, when the signal aborts. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const cancel = clock.after(ms, resolve);
    signal?.addEventListener('abort', () => { cancel(); resolve(); }, { once: true });
  });
}
