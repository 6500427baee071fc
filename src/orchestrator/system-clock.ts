import type { Clock } from '../ports/clock.js';

/** The longest wait `setTimeout` keeps; beyond it fires at once, so a longer one is looked at again. */
export const longestWaitMs = 2 ** 31 - 1;

/** The clock of the process it runs in. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(longestWaitMs, Math.max(0, ms)));
    return () => clearTimeout(timer);
  },
  soon(run) {
    if (typeof setImmediate === 'function') setImmediate(run);
    else setTimeout(run, 0);
  },
};
