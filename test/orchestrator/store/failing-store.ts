import type { Store } from 'throughline/ports';
import type { TestClock } from 'throughline/testing';

/** How a call to a store goes wrong. */
export type Failure = 'rejects and has done nothing' | 'does it and then rejects' | 'does it and answers ten seconds later' | 'does it, but only ten seconds later' | 'does it and never answers' | 'does it as the last before its process dies' | 'never does it, because its process dies';

export interface FailingStore {
  readonly around: (store: Store) => Store;
  /** calls so far */
  readonly calls: () => number;
  /** the process is gone: it makes no more calls and hears no answers */
  readonly isDead: () => boolean;
  /** the process ends here, whatever it was doing */
  readonly kill: () => void;
}

const lateMs = 10_000;
/** The calls that are counted: what journeys are moved on with. */
export const countedCalls = ['load', 'resolve', 'commit', 'claim', 'history', 'list', 'rows', 'counters', 'now', 'erase'] as const;

/** A store that is sound but for one call, the `n`-th, which fails in one way; `n` = 0 never fails. */
export function createFailingStore(clock: TestClock, n: number, failure: Failure): FailingStore {
  let calls = 0;
  let dead = false;
  const later = (): Promise<void> => new Promise((resolve) => clock.after(lateMs, resolve));
  const unlessDead = <T>(answer: T): T | Promise<T> => (dead ? new Promise<T>(() => {}) : answer);
  const spoilt = async (call: () => Promise<unknown>): Promise<unknown> => {
    switch (failure) {
      case 'rejects and has done nothing': throw new Error('the disk is away');
      case 'does it and then rejects': await call(); throw new Error('the line broke');
      case 'does it and answers ten seconds later': { const answer = await call(); await later(); return unlessDead(answer); }
      case 'does it, but only ten seconds later': await later(); return unlessDead(await call());
      case 'does it as the last before its process dies': dead = true; await call(); return new Promise(() => {});
      case 'never does it, because its process dies': dead = true; return new Promise(() => {});
      case 'does it and never answers': await call(); return new Promise(() => {});
      default: return failure satisfies never;
    }
  };
  const around = (store: Store): Store => {
    const methods = countedCalls.map((name) => [name, (...args: unknown[]) => {
      const call = (): Promise<unknown> => Reflect.apply(store[name], store, args);
      if (dead) return new Promise(() => {});
      return (calls += 1) === n ? spoilt(call) : call();
    }]);
    return { ...store, ...Object.fromEntries(methods) };
  };
  return { around, calls: () => calls, isDead: () => dead, kill: () => { dead = true; } };
}
