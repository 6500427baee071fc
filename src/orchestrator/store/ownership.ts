import { JourneyError } from '../../errors/index.js';
import type { Store, StoreOpened } from '../../ports/store.js';
import type { Halt } from '../halt.js';

/** Whether this process may write to the store: alone until another one opens it, or among others for as long as its lease runs. */
export interface Ownership {
  /** the fence of this owner */
  readonly epoch: number;
  /** several processes write at once, so a customer may have moved on since this one last looked */
  readonly shared: boolean;
  begin(store: Store, worker: string): Promise<StoreOpened>;
  /** The store refused an epoch: for good where another owner has taken over; where many may own it, this one begins anew. */
  lost(epoch: number): void;
  /** Resolves when this process may write again; rejects where that did not succeed, so that what was not acknowledged is sent again. */
  regained(): Promise<void>;
}

export interface OwnershipParts {
  readonly shared: boolean;
  readonly halt: Halt;
  /** a lease that ran out is worth knowing of: this process was stopped, or too busy to say that it lives */
  readonly whenLost: (error: JourneyError) => void;
}

/** Nobody owns the store yet. */
export function createOwnership({ shared, halt, whenLost }: OwnershipParts): Ownership {
  let epoch = 0;
  let beginning: Promise<unknown> | undefined;
  let again = (): Promise<unknown> => Promise.resolve();
  return {
    get epoch() { return epoch; },
    shared,
    async begin(store, worker) {
      const open = async (): Promise<StoreOpened> => {
        const opened = await store.open({ worker });
        epoch = opened.epoch;
        return opened;
      };
      again = open;
      return open();
    },
    lost(refused) {
      if (!shared) return halt.because(new JourneyError('LeaseLost', 'Another owner has opened this store; this one has stopped.'));
      if (refused !== epoch || beginning !== undefined) return;
      whenLost(new JourneyError('LeaseLost', 'The lease of this process ran out; others have taken over what it had in hand, and it begins anew.'));
      beginning = again().finally(() => { beginning = undefined; });
      beginning.catch(() => {});
    },
    async regained() { await beginning; },
  };
}
