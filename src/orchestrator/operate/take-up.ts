import { parseTenant } from '../../model/tenant.js';
import type { LaneKey } from '../../ports/store.js';
import type { Parts } from '../assemble-parts.js';
import { laneText } from '../lane/customer-cache.js';
import { eachListed } from './each-listed.js';

/** Brings what a process parked that another one can take: it did not know the journey, or its version, or had not heard of the end of a pause. */
export interface TakeUp { look(): Promise<void> }

/** parked ids that are remembered as nothing for this process; then all are tried again */
const mostHopeless = 100_000;
/** one look in so many is made although as much is parked as before: something else may have been let go meanwhile */
const lookAnyway = 6;

/**
 * While versions of a host run beside each other, the older one may be handed an event or a delay of a version that it does not know, and parks it; and what it held for a
 * journey that was resumed that very moment it cannot let go itself. Each look of a process that shares its store tries those again, and what waits behind them; most looks
 * find as much parked as the last one, that took nothing up, and end there. Once is enough for what this process does not know either.
 */
export function createTakeUp({ runtime, instances }: Parts): TakeUp {
  const hopeless = new Set<string>();
  let seen = 0;
  let tookUp = false;
  let looks = 0;
  return {
    async look() {
      const { parked } = await runtime.store.balance();
      looks += 1;
      if (parked === seen && !tookUp && looks % lookAnyway > 0) return;
      let takes = false;
      for (const { lane, journey, ids } of (await gather(parked)).values()) {
        const { done } = await instances.releaseLane(parseTenant(lane.tenant), lane.lane, journey);
        takes ||= done.length > 0;
        for (const id of ids) if (!done.includes(id)) hopeless.add(id);
      }
      // only now: a look that the store broke off is made again
      [seen, tookUp] = [parked, takes];
    },
  };

  async function gather(parked: number): Promise<ReadonlyMap<string, Unknown>> {
    const found = new Map<string, Unknown>();
    if (hopeless.size > mostHopeless) hopeless.clear();
    if (parked === 0) return found;
    for await (const { id, tenant, lane, journey, cause } of eachListed(runtime, { kind: 'parked' })) {
      // while it is paused nothing of it goes on, whoever knows it
      if ((cause !== 'UnknownJourney' && cause !== 'Paused') || runtime.world.statusOf(journey).status === 'paused' || hopeless.has(id)) continue;
      const key = { tenant, lane };
      const one = found.get(`${laneText(key)}/${journey}`) ?? { lane: key, journey, ids: new Set() };
      found.set(`${laneText(key)}/${journey}`, one);
      one.ids.add(id);
    }
    return found;
  }
}

/** What one customer has of it in one journey. */
interface Unknown { readonly lane: LaneKey; readonly journey: string; readonly ids: Set<string> }
