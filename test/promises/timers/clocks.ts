import type { Clock } from 'throughline/ports';
import type { TestClock } from 'throughline/testing';

/** A machine's clock that is wrong by so many milliseconds, and gets wronger by so many in a day; its timers run true. */
export function skewed(clock: TestClock, { byMs, driftMs }: { readonly byMs: number; readonly driftMs: number }): Clock {
  const begin = clock.now();
  return { ...clock, now: () => clock.now() + byMs + ((clock.now() - begin) / 86_400_000) * driftMs, after: clock.after, soon: clock.soon };
}
