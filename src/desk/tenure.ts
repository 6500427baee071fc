import type { Clock } from '../ports/clock.js';
import { deskLeaseMs, type DeskLease } from './desk-lease.js';

/** How long this desk is the one that offers. */
export interface Tenure {
  begin(): void;
  isLost(): boolean;
  /** lets another desk begin at once; may be called twice */
  end(): Promise<void>;
}

interface TenureParts { readonly lease: DeskLease; readonly clock: Clock; readonly lost: () => void }

/** Renews a lease for as long as it lasts; a store that is away for a while is asked again. */
export function createTenure({ lease, clock, lost }: TenureParts): Tenure {
  let cancel = (): void => {};
  let status: 'held' | 'lost' | 'ended' = 'held';
  const renew = async (): Promise<void> => {
    const isOurs = await lease.renew().catch(() => true);
    if (status !== 'held') return;
    if (isOurs) return begin();
    status = 'lost';
    lost();
  };
  const begin = (): void => { cancel = clock.after(deskLeaseMs / 3, () => void renew()); };
  return {
    begin,
    isLost: () => status === 'lost',
    end: async () => {
      cancel();
      if (status === 'held') await lease.release().catch(() => {});
      if (status === 'held') status = 'ended';
    },
  };
}
