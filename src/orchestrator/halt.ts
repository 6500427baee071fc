import type { JourneyError } from '../errors/index.js';

/** Says once and for all that this process may not go on: another owner has the store, or the store cannot be trusted. */
export interface Halt {
  /** why; `undefined` while all is well */
  readonly cause: JourneyError | undefined;
  because(error: JourneyError): void;
  /** runs when it happens */
  whenHalted(stop: (error: JourneyError) => void): void;
}

/** Nothing is halted yet; the first cause stands. */
export function createHalt(): Halt {
  const stops: ((error: JourneyError) => void)[] = [];
  let cause: JourneyError | undefined;
  return {
    get cause() { return cause; },
    because(error) {
      if (cause !== undefined) return;
      cause = error;
      for (const stop of stops) stop(error);
    },
    whenHalted(stop) { stops.push(stop); },
  };
}
