import { JourneyError } from '../../errors/index.js';
import type { Change, LaneKey } from '../../ports/store.js';
import type { Runtime } from '../runtime.js';

/** What a lane of the library's own is to hold. */
type Wanted = Pick<Change, 'state' | 'identities' | 'effects'>;

const tries = 64;

/**
 * Writes a lane of the library's own by what it holds, again where another writer came first; `undefined` leaves it as it is. An identity that another such
 * lane has is taken from it. Answers whether it was written or left; LeaseLost.
 */
export async function rewriteLane(runtime: Runtime, lane: LaneKey, next: (state: string | undefined) => Wanted | undefined): Promise<boolean> {
  const { store, committer, ownership } = runtime;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const [row] = await store.load([lane]);
    const wanted = next(row?.state);
    if (wanted === undefined) return true;
    const { outcome } = await committer.commit({ ...lane, expect: row?.version ?? 0, epoch: ownership.epoch, ...wanted });
    if (outcome.ok) return true;
    if (outcome.why === 'identity') await committer.commit({ tenant: lane.tenant, lane: outcome.holder, expect: -1, epoch: ownership.epoch, identities: { release: [outcome.identity] } });
    if (outcome.why === 'fenced' && !ownership.shared) throw new JourneyError('LeaseLost', 'Another owner has opened this store; this one has stopped.');
    if (outcome.why === 'fenced') await ownership.regained();
  }
  return false;
}
