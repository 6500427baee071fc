import type { Claimed, DueEffect, DueTimer, Store } from 'throughline/ports';
import type { TestClock } from 'throughline/testing';

/** A delay that the store handed out to be ended, by the clock of the store. */
export interface HandedOut { readonly customer: string; readonly due: number; readonly askedAt: number; readonly handedAt: number }

type Query = Omit<Parameters<Store['claim']>[0], 'kind'>;

/** A store that tells of every delay which it hands out. */
export function watchedTimers(store: Store, clock: TestClock, handedOut: HandedOut[]): Store {
  return withTimers(store, async (query) => {
    const askedAt = clock.now();
    const claimed = await store.claim({ kind: 'timer', ...query });
    for (const { lane, due } of claimed.due) handedOut.push({ customer: lane, due, askedAt, handedAt: clock.now() });
    return claimed;
  });
}

/** A store that hands out delays in another way. */
export function withTimers(store: Store, claimTimers: (query: Query) => Promise<Claimed<DueTimer>>): Store {
  async function claim(query: Query & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: Query & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim({ kind, ...query }: Query & { readonly kind: 'timer' | 'effect' }): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    return kind === 'timer' ? claimTimers(query) : store.claim({ kind, ...query });
  }
  return { ...store, claim };
}
