import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';

/** The store's clock, as far as this process knows it: what the store said last, and the process's own clock from there. */
export interface StoreTime {
  now(): number;
  /** the store said what time it is */
  saw(now: number): void;
  /** Absent where `now` can be relied upon; resolves once it can where the process's clock was set since the store last said the time. Rejects as the store does. */
  sure(): Promise<void> | undefined;
}

/** a clock that went on by so much more or less than time did was set, milliseconds */
const setMs = 250;

export function createStoreTime(store: Pick<Store, 'now'>, clock: Clock): StoreTime {
  let [ahead, drift] = [0, driftOf(clock)];
  let asking: Promise<void> | undefined;
  const saw = (now: number): void => { [ahead, drift] = [now - clock.now(), driftOf(clock)]; };
  return {
    now: () => clock.now() + ahead,
    saw,
    sure() {
      if (Math.abs(driftOf(clock) - drift) < setMs) return undefined;
      asking ??= store.now().then(saw).finally(() => { asking = undefined; });
      return asking;
    },
  };
}

/** The same for as long as nobody sets the clock. */
const driftOf = (clock: Clock): number => (clock.elapsed === undefined ? 0 : clock.now() - clock.elapsed());
