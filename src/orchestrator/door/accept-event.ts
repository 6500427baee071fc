import { checkArrival } from '../../customer/decide-event.js';
import { JourneyError } from '../../errors/index.js';
import { parseIncoming, type IncomingEvent } from '../../model/incoming-event.js';
import type { Receipt } from '../../model/receipt.js';
import { acceptInLane, type Acceptance, type Admitted, type LaneParts } from './accept-in-lane.js';
import { refuseErased } from '../erase/erased.js';
import { laneText } from '../lane/customer-cache.js';
import { createLookUps, type LookUps } from './look-ups.js';
import { ambiguous, settledAtOnce, settleWho, type Settled } from '../merge/settle-who.js';
import type { Runtime } from '../runtime.js';
import { tellRefused } from './tell-refused.js';
import { createNameWarning } from './warn-of-names.js';

export type { Acceptance };
export type AcceptEvent = (input: unknown, acceptance: Acceptance) => Promise<Receipt>;
interface Door extends LaneParts { readonly lookUps: LookUps }

/** What a busy door asks for, milliseconds. */
const busyMs = 1_000;

/** The door: parse and check, who, the customer's lane, one commit, and only then the receipt. */
export function createAcceptEvent(parts: LaneParts): AcceptEvent {
  const door: Door = { ...parts, lookUps: createLookUps() };
  const { runtime } = door;
  const { limits } = runtime.world;
  const warnOfNames = createNameWarning(runtime.tell);
  let inside = 0;
  const take: AcceptEvent = async (input, acceptance) => {
    const sure = runtime.sureTime();
    if (sure !== undefined) await sure;
    const event = parseIncoming(input, { now: runtime.storeNow(), limits, origin: acceptance.origin, tenantRequired: acceptance.tenantRequired });
    const data = checkArrival(runtime.world, event);
    // what a channel brings is named by its provider
    if (acceptance.origin === 'host') warnOfNames(event);
    // counted from here on, not by the lanes: many who come at one moment have no lane yet
    const full = inside >= limits.waitingInAll;
    inside += 1;
    try {
      const receipt = full ? busy('too many events wait in all') : await admit(door, { event, data, acceptance });
      const { tenant, source, id, type } = event;
      runtime.tell('event.answered', { tenant, source, id, type, receipt, ...(receipt.customer !== undefined && { customer: receipt.customer }) });
      return receipt;
    } finally {
      inside -= 1;
    }
  };
  return async (input, acceptance) => {
    try {
      return await take(input, acceptance);
    } catch (error) {
      // what a channel brings may be refused before it comes here, and is told of there
      if (acceptance.origin === 'host') tellRefused(runtime.tell, { door: 'accept' }, error);
      throw error;
    }
  };
}

/** tries to find out who it is, while merges or other events of one moment change who holds an identity */
const tries = 32;

async function admit(door: Door, given: Omit<Admitted, 'settled'>): Promise<Receipt> {
  const { runtime } = door;
  const { event } = given;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    let settled = door.lookUps.under(event) ? undefined : settledAtOnce(door, event);
    if (settled === undefined) {
      const end = door.lookUps.begin(event);
      try {
        settled = await lookUp(door, event);
      } finally {
        end();
      }
    }
    const lane = laneText({ tenant: event.tenant, lane: settled.home.customer });
    if (runtime.lanes.waiting(lane) >= runtime.world.limits.waitingPerCustomer) return busy('too many events wait for this customer');
    const receipt = await runtime.lanes.run(lane, () => acceptInLane(door, { ...given, settled }));
    if (receipt !== 'somebody else') return receipt;
    if (settled.parted === true) throw ambiguous();
    door.index.forget(event.tenant, event.who.identities);
  }
  throw new JourneyError('StoreUnavailable', 'The identities of this event keep changing hands; send it again.');
}

async function lookUp(door: Door, event: IncomingEvent): Promise<Settled> {
  if (event.who.customer !== undefined) await mustExist(door.runtime, event);
  return settleWho(door, event);
}

/** A customer named by id must be known; one nobody knows is brought by an identity. */
async function mustExist(runtime: Runtime, { tenant, who }: IncomingEvent): Promise<void> {
  const row = await runtime.customers.load({ tenant, lane: who.customer ?? '' });
  if (row === undefined) await refuseErased(runtime, { tenant, customer: who.customer ?? '' });
  if (row === undefined) throw new JourneyError('UnknownCustomer', 'No customer has this id; name them by an identity, so that they can be made known.', { path: 'who.customer' });
}

const busy = (because: string): Receipt => ({ status: 'busy', retryAfterMs: busyMs, instances: [], because, reason: 'Busy' });
