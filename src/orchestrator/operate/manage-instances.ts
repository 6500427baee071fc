import { endInstance } from '../../customer/instance/end-instance.js';
import type { LaneInput } from '../../customer/parked/lane-input.js';
import { ownerOfParked } from '../../customer/merge/owner-of-parked.js';
import { freePlace } from '../../customer/message/place-under-caps.js';
import { holdBackBehind, letGo } from '../../customer/parked/hold-back.js';
import { redriveParked, type ParkedItem, type Redriven } from '../../customer/parked/redrive-parked.js';
import { instanceIn, type Turn } from '../../customer/turn.js';
import { JourneyError } from '../../errors/index.js';
import { parseCustomerId } from '../../model/customer-id.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { Tenant } from '../../model/tenant.js';
import type { Listed, ListQuery } from '../../ports/store.js';
import { laneText } from '../lane/customer-cache.js';
import { eachListed } from './each-listed.js';
import { atHome } from '../merge/home-lane.js';
import type { Runtime } from '../runtime.js';
import { takeTurn } from '../lane/take-turn.js';
import type { UnderstandEvent } from '../door/understand-event.js';

type Parked = Listed['parked'];

/** What a person does to single instances: end one, try parked events again. */
export interface ManageInstances {
  /** JourneyClosed where it has ended, UnknownCustomer where it never was */
  cancel(tenant: Tenant, instance: string, reason: string): Promise<void>;
  /** tries parked events of one lane again, those of one instance in their order */
  redriveLane(tenant: Tenant, lane: string, wanted: (parked: Parked) => boolean): Promise<Redriven>;
  /** lets go all that is held in one lane for a journey that is paused no longer, and what was not known where it came */
  releaseLane(tenant: Tenant, lane: string, journey: string): Promise<Redriven>;
  /** visits each lane once that has a parked event of this kind */
  eachLane(query: Omit<ListQuery<'parked'>, 'after' | 'limit'>, visit: (tenant: string, lane: string) => Promise<void>): Promise<void>;
  eachInstance(journey: string, visit: (tenant: string, instance: string) => Promise<void>): Promise<void>;
}

export function createManageInstances(runtime: Runtime, understand: UnderstandEvent): ManageInstances {
  return {
    async cancel(tenant, instance, reason) {
      const { customer } = parseInstanceId(instance);
      await atHome(runtime, { tenant, customer }, async (home) => {
        const taken = await takeTurn(runtime, home, async (turn) => cancelIn(turn, { instance, reason, behind: await parkedIn(runtime, tenant, home.customer) }));
        if (taken.status === 'committed') runtime.after(taken);
      });
    },
    redriveLane: (tenant, lane, wanted) => tryAgain(runtime, { tenant, lane, wanted }, understand),
    releaseLane: (tenant, lane, journey) => tryAgain(runtime, { tenant, lane, wanted: (parked) => parked.journey === journey && goesOnAtResume.has(parked.cause), letGo: journey }, understand),
    async eachLane(query, visit) {
      const seen = new Set<string>();
      for await (const { tenant, lane } of eachListed(runtime, query)) {
        if (seen.has(laneText({ tenant, lane }))) continue;
        seen.add(laneText({ tenant, lane }));
        await visit(tenant, lane);
      }
    },
    async eachInstance(journey, visit) {
      for await (const { tenant, id } of eachListed(runtime, { kind: 'instance', journey })) await visit(tenant, id);
    },
  };
}

/** what a pause held, and what stood in its way only as a process did not know its version; behind anything else it waits on */
const goesOnAtResume: ReadonlySet<string> = new Set(['Paused', 'UnknownJourney', 'BehindParked']);

/** What of a lane is tried again; `letGo`: nothing waits any more for this journey's resume, whatever is left of it. */
interface Again { readonly tenant: Tenant; readonly lane: string; readonly wanted: (parked: Parked) => boolean; readonly letGo?: string }

async function tryAgain(runtime: Runtime, { tenant, lane, wanted, letGo: journey }: Again, understand: UnderstandEvent): Promise<Redriven> {
  let redriven: Redriven = { done: [] };
  await atHome(runtime, { tenant, customer: parseCustomerId(lane) }, async (home) => {
    const taken = await takeTurn(runtime, home, async (turn) => {
      const { held } = turn.state;
      if (journey !== undefined) letGo(turn, journey);
      const rows = await parkedIn(runtime, tenant, home.customer);
      const tried = await understood(rows.filter(wanted).map(readParked), turn, understand);
      redriven = redriveParked(turn, tried, rows.filter(({ id }) => !tried.some((one) => one.id === id)).map(readParked));
      if (redriven.done.length > 0) return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'parked.redriven', parked: redriven.done, fates: turn.fates }) }];
      return JSON.stringify(turn.state.held) === JSON.stringify(held) ? undefined : [];
    });
    if (taken.status === 'committed') runtime.after(taken);
  });
  return redriven;
}

/** What could not be understood is asked again; should that fail again, it stays, and what comes after it too. */
async function understood(items: readonly ParkedItem[], turn: Turn, understand: UnderstandEvent): Promise<readonly ParkedItem[]> {
  const ready: ParkedItem[] = [];
  for (const item of items) {
    if (item.input.kind !== 'arrival') ready.push(item);
    else {
      const { arrival } = item.input;
      const events = await understand(arrival, turn).catch(() => 'still' as const);
      if (events === 'still') return ready;
      ready.push({ ...item, input: { kind: 'arrival', arrival: events === undefined ? arrival : { ...arrival, understood: events } } });
    }
  }
  return ready;
}

async function parkedIn(runtime: Runtime, tenant: string, lane: string): Promise<readonly Parked[]> {
  const items: Parked[] = [];
  for await (const item of eachListed(runtime, { kind: 'parked', tenant, lane })) items.push(item);
  // those of a run that came by a merge carry another customer's name
  return items.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

function cancelIn(turn: Turn, { instance: id, reason, behind }: { readonly instance: string; readonly reason: string; readonly behind: readonly Parked[] }): { kind: 'decision'; at: number; body: string }[] {
  const instance = instanceIn(turn, id);
  if (instance === undefined && turn.state.ended.some((run) => run.id === id)) throw new JourneyError('JourneyClosed', 'This journey instance has ended already.', { instance: id });
  if (instance === undefined) throw new JourneyError('UnknownJourney', 'There is no such journey instance.', { instance: id });
  endInstance(turn, instance, { reason, forced: true });
  const given = behind.filter((one) => one.instance === id).map(readParked);
  const parked = given.map((one) => one.id);
  turn.unparked.push(...parked);
  letGo(turn, instance.journey);
  holdBackBehind(turn, behind.filter((one) => one.instance !== id).map(readParked));
  // a message that was held back with its journey goes no more
  for (const { input } of given) if (input.kind === 'effect') freePlace(turn, input.key);
  // what waited is given up with its run, and says so
  return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'journey.cancelled', instance: id, reason, fates: turn.fates, parked }) }];
}

/** Reads a parked row; its body was written by this library. */
function readParked(parked: Parked): ParkedItem {
  const { input } = JSON.parse(parked.body) as { readonly input: LaneInput };
  return { id: parked.id, journey: parked.journey, cause: parked.cause, at: parked.at, input, owner: ownerOfParked(parked), ...(parked.instance !== undefined && { instance: parked.instance }) };
}
