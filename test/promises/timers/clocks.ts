import type { Clock } from 'throughline/ports';
import type { TestClock } from 'throughline/testing';

/** A machine's clock that somebody may set. */
export interface WrongClock extends Clock {
  /** it is put forward by so many milliseconds, or back */
  jump(ms: number): void;
}

/** A machine's clock that is wrong by so many milliseconds, and gets wronger by so many in a day; its timers run true. `unmeasured`: nothing tells it how much time went by. */
export function skewed(clock: TestClock, { byMs, driftMs, unmeasured = false }: { readonly byMs: number; readonly driftMs: number; readonly unmeasured?: boolean }): WrongClock {
  const begin = clock.now();
  let jumped = 0;
  return {
    now: () => clock.now() + byMs + jumped + ((clock.now() - begin) / 86_400_000) * driftMs,
    ...(clock.elapsed !== undefined && !unmeasured && { elapsed: clock.elapsed }),
    after: clock.after, soon: clock.soon,
    jump(ms) { jumped += ms; },
  };
}
