import { setImmediate } from 'node:timers/promises';
import type { TestClock } from 'throughline/testing';

/** A clock that tests move, and that stands still while something is under way which takes time of its own, as a call of a server does. */
export interface PatientClock extends TestClock {
  /** Time waits until it has ended. */
  during<T>(call: Promise<T>): Promise<T>;
}

interface Timer { readonly at: number; readonly run: () => void }

/** turns in which nothing happens until all is taken to be quiet */
const quietTurns = 3;

export function createPatientClock(start: number): PatientClock {
  const timers = new Set<Timer>();
  const underWay = new Set<Promise<unknown>>();
  let [elapsed, offset, soonWaiting] = [0, start, 0];
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < quietTurns; quiet += 1) {
      if (underWay.size > 0) await Promise.race(underWay);
      await setImmediate();
      if (underWay.size + soonWaiting > 0) quiet = -1;
    }
  };
  const earliest = (end: number): Timer | undefined => [...timers].filter(({ at }) => at <= end).reduce<Timer | undefined>((first, timer) => (first !== undefined && first.at <= timer.at ? first : timer), undefined);
  return {
    now: () => offset + elapsed,
    after(ms, run) {
      const timer = { at: elapsed + Math.max(0, ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    soon(run) {
      soonWaiting += 1;
      void setImmediate().then(() => {
        soonWaiting -= 1;
        run();
      });
    },
    during(call) {
      const ended = call.then(() => {}, () => {}).then(() => void underWay.delete(ended));
      underWay.add(ended);
      return call;
    },
    async advance(ms) {
      const end = elapsed + ms;
      await settle();
      for (let timer = earliest(end); timer !== undefined; timer = earliest(end)) {
        timers.delete(timer);
        elapsed = Math.max(elapsed, timer.at);
        timer.run();
        await settle();
      }
      elapsed = Math.max(elapsed, end);
      await settle();
    },
    set(now) { offset = now - elapsed; },
  };
}
