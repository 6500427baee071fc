import { setImmediate } from 'node:timers/promises';
import { JourneyError } from '../errors/index.js';
import type { Clock } from '../ports/clock.js';

const firstOfJanuary2026 = Date.UTC(2026, 0, 1);
const longestTimerMs = 2 ** 31 - 1;
const turnsUntilStuck = 1_000;

/** Time that moves only when a test says so; hand the same clock to the memory store and days pass in a millisecond. */
export interface TestClock extends Clock {
  /** Moves time on by `ms`, running what falls due in order and letting its consequences settle in between. */
  advance(ms: number): Promise<void>;
  /** The wall clock jumps to `now` (epoch milliseconds), as after a correction; timers already set keep their distance. */
  set(now: number): void;
}

interface Timer { readonly at: number; readonly run: () => void }

/**
 * A clock for tests; begins at `start` (epoch milliseconds; default the first of January 2026, UTC).
 *
 * @example
 * {@includeCode ../../examples/getting-started/visits.test.ts}
 */
export function createTestClock(start: number = firstOfJanuary2026): TestClock {
  const timers = new Set<Timer>();
  let elapsed = 0;
  let offset = start;
  let soonWaiting = 0;

  const soon = (run: () => void): void => {
    soonWaiting += 1;
    void setImmediate().then(() => {
      soonWaiting -= 1;
      run();
    });
  };
  const settle = async (): Promise<void> => {
    let turns = 0;
    do await setImmediate();
    while (soonWaiting > 0 && ++turns < turnsUntilStuck);
    await setImmediate();
  };

  return {
    now: () => offset + elapsed,
    elapsed: () => elapsed,
    after(ms, run) {
      const timer = { at: elapsed + waitOf(ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    soon,
    async advance(ms) {
      const end = elapsed + waitOf(ms, Number.MAX_SAFE_INTEGER);
      await settle();
      for (let timer = earliest(timers, end); timer !== undefined; timer = earliest(timers, end)) {
        timers.delete(timer);
        elapsed = Math.max(elapsed, timer.at);
        timer.run();
        await settle();
      }
      // another advance may have gone further meanwhile; time never goes back
      elapsed = Math.max(elapsed, end);
      await settle();
    },
    set(now) { offset = now - elapsed; },
  };
}

function waitOf(ms: number, longest: number = longestTimerMs): number {
  if (ms > longest || Number.isNaN(ms)) throw new JourneyError('InvalidDelay', `A wait is a number of at most ${longest} milliseconds`, { limit: longest });
  return Math.max(0, ms);
}

function earliest(timers: ReadonlySet<Timer>, end: number): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (timer.at <= end && (first === undefined || timer.at < first.at)) first = timer;
  return first;
}
