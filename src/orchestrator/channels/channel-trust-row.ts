import { JourneyError } from '../../errors/index.js';
import { libraryTenant } from '../../model/tenant.js';
import type { LaneKey, Store } from '../../ports/store.js';
import type { ChannelModel } from '../../routing/channel-choice.js';
import type { Ownership } from '../store/ownership.js';

type Trusted = ChannelModel['trusted'];
/** What the lane's state holds. */
interface Kept { readonly format: 1; readonly trusted: Trusted }
/** Says which channels are trusted now, from those that were; answers what stands for every process. */
export type TrustChannels = (tenant: string, now: (before: Trusted) => Trusted) => Promise<Trusted>;

const lane = (tenant: string): LaneKey => ({ tenant: libraryTenant, lane: `trusted-channels/${tenant}` });

/** Trust is won at one bound and lost at another, so what stood before is kept in a lane of the library's own, where a restart and other processes find it. */
export function createChannelTrust(store: Store, ownership: Ownership): TrustChannels {
  return async (tenant, now) => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const [row] = await store.load([lane(tenant)]);
      const kept: Kept | undefined = row === undefined ? undefined : JSON.parse(row.state);
      const after = now(kept?.trusted ?? {});
      const state = JSON.stringify({ format: 1, trusted: after } satisfies Kept);
      if (state === row?.state || (row === undefined && Object.values(after).every((some) => some.length === 0))) return after;
      const [outcome] = await store.commit([{ ...lane(tenant), expect: row?.version ?? 0, epoch: ownership.epoch, state }]);
      if (outcome?.ok === true) return after;
      // who has lost the store decides nothing that others would have to know
      if (outcome?.why === 'fenced') return after;
    }
    throw new JourneyError('StoreUnavailable', 'Which channels are trusted could not be written; it is tried again when the next customer comes.', { tries });
  };
}

const tries = 3;
