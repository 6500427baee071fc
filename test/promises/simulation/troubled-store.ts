import { JourneyError } from 'throughline';
import type { Store } from 'throughline/ports';

/** What is wrong between one process and the store that it shares with others. */
export interface Trouble {
  /** nothing reaches the store, as where the process is stopped; what was asked is done once it is let go on */
  gate: PromiseWithResolvers<void> | undefined;
  /** the process is dead: nothing of it reaches the store ever again */
  dead: boolean;
  /** the next call of a member fails before it did anything, or after it did all of it */
  next: 'before' | 'after' | undefined;
  /** calls that failed, and calls that came late */
  readonly seen: { failed: number; late: number };
}

export const noTrouble = (): Trouble => ({ gate: undefined, dead: false, next: undefined, seen: { failed: 0, late: 0 } });

/** A promise of its own each time: one for all would hold on to everyone who ever waited for it. */
const forever = (): Promise<never> => new Promise(() => {});

/** A store with trouble on the way to it. */
export function troubled(store: Store, trouble: Trouble): Store {
  const over = <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {
    if (trouble.gate !== undefined) trouble.seen.late += 1;
    await trouble.gate?.promise;
    if (trouble.dead) return forever();
    const { next } = trouble;
    trouble.next = undefined;
    if (next === undefined) return answered(trouble, call(...args));
    trouble.seen.failed += 1;
    if (next === 'after') await call(...args);
    throw new JourneyError('StoreUnavailable', 'The connection is gone.');
  };
  return {
    ...store, open: over(store.open), now: over(store.now), load: over(store.load), resolve: over(store.resolve), commit: over(store.commit), claim: over(store.claim) as Store['claim'],
    history: over(store.history), rows: over(store.rows), list: over(store.list as (query: unknown) => Promise<unknown>) as Store['list'],
  };
}

/** Whoever is dead by then does not hear the answer. */
async function answered<R>(trouble: Trouble, answer: Promise<R>): Promise<R> {
  const told = await answer;
  await trouble.gate?.promise;
  return trouble.dead ? forever() : told;
}
