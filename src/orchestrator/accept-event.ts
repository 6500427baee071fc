import { checkArrival, decideEvent, type Arrival } from '../customer/decide-event.js';
import { decideReceipt, type MessageNews } from '../customer/message/decide-receipt.js';
import { causeOf } from '../customer/parked/park-event.js';
import { toReceipt } from '../customer/to-receipt.js';
import type { Turn } from '../customer/turn.js';
import { JourneyError } from '../errors/index.js';
import type { CustomerId } from '../model/customer-id.js';
import { parseIncoming, type IncomingEvent } from '../model/incoming-event.js';
import type { EventOrigin } from '../model/event-type.js';
import type { InstanceId } from '../model/instance-id.js';
import type { Receipt } from '../model/receipt.js';
import type { LogEntry, NewEntry } from '../ports/store.js';
import { laneText } from './customer-cache.js';
import type { CustomerIndex } from './identify-customer.js';
import { isAway } from './merge/home-lane.js';
import { ambiguous, settleWho, type Settled } from './merge/settle-who.js';
import { readMessageStatus } from './read-message-status.js';
import type { Runtime } from './runtime.js';
import { takeTurn, type Taken } from './take-turn.js';
import type { UnderstandEvent } from './understand-event.js';

export interface Acceptance {
  readonly origin: EventOrigin;
  readonly tenantRequired: boolean;
  /** to this instance and no other, as a receipt is */
  readonly only?: InstanceId;
  /** what it tells of a message that the instance sent */
  readonly receipt?: { readonly key: string; readonly status: MessageNews['status'] };
}
export type AcceptEvent = (input: unknown, acceptance: Acceptance) => Promise<Receipt>;
interface Door { readonly runtime: Runtime; readonly index: CustomerIndex; readonly understand: UnderstandEvent }

/** What a busy door asks for, milliseconds. */
const busyMs = 1_000;

/** The door: parse and check, who, the customer's lane, one commit, and only then the receipt. */
export function createAcceptEvent(door: Door): AcceptEvent {
  const { runtime } = door;
  const { limits } = runtime.world;
  let inside = 0;
  return async (input, acceptance) => {
    const event = parseIncoming(input, { now: runtime.storeNow(), limits, origin: acceptance.origin, tenantRequired: acceptance.tenantRequired });
    const data = checkArrival(runtime.world, event);
    // counted from here on, not by the lanes: many who come at one moment have no lane yet
    const receipt = inside >= limits.waitingInAll ? busy('too many events wait in all') : await counted(() => admit(door, { event, data, acceptance }));
    const { tenant, source, id, type } = event;
    runtime.tell('event.answered', { tenant, source, id, type, receipt, ...(receipt.customer !== undefined && { customer: receipt.customer }) });
    return receipt;
  };
  async function counted<T>(work: () => Promise<T>): Promise<T> {
    inside += 1;
    try {
      return await work();
    } finally {
      inside -= 1;
    }
  }
}

/** tries to find out who it is, while merges or other events of one moment change who holds an identity */
const tries = 32;

async function admit(door: Door, given: Pick<InLane, 'event' | 'data' | 'acceptance'>): Promise<Receipt> {
  const { runtime } = door;
  const { event } = given;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (event.who.customer !== undefined) await mustExist(runtime, event);
    const settled = await settleWho(door, event);
    const { home, isNew } = settled;
    const lane = laneText({ tenant: event.tenant, lane: home.customer });
    if (runtime.lanes.waiting(lane) >= runtime.world.limits.waitingPerCustomer) return busy('too many events wait for this customer');
    const receipt = await runtime.lanes.run(lane, async () => (await isStillHere(runtime, settled) ? acceptInLane(door, { ...given, customer: home.customer, isNew }) : 'somebody else'));
    if (receipt !== 'somebody else') return receipt;
    if (settled.parted === true) throw ambiguous();
    door.index.forget(event.tenant, event.who.identities);
  }
  throw new JourneyError('StoreUnavailable', 'The identities of this event keep changing hands; send it again.');
}

/** Tells in the lane whether a merge or its undoing went before this event while it waited. */
async function isStillHere({ customers }: Runtime, { home: { tenant, customer }, isNew, led }: Settled): Promise<boolean> {
  const lane = { tenant, lane: customer };
  const row = customers.peek(lane) ?? (isNew ? undefined : await customers.load(lane));
  return row === undefined || (!isAway(row.state) && led.every((identity) => row.state.identities.includes(identity)));
}

/** A customer named by id must be known; one nobody knows is brought by an identity. */
async function mustExist(runtime: Runtime, { tenant, who }: IncomingEvent): Promise<void> {
  const row = await runtime.customers.load({ tenant, lane: who.customer ?? '' });
  if (row === undefined) throw new JourneyError('UnknownCustomer', 'No customer has this id; name them by an identity, so that they can be made known.', { path: 'who.customer' });
}

const busy = (because: string): Receipt => ({ status: 'busy', retryAfterMs: busyMs, instances: [], because, reason: 'Busy' });

interface InLane { readonly event: IncomingEvent; readonly data: object; readonly customer: CustomerId; readonly isNew: boolean; readonly acceptance: Acceptance }

async function acceptInLane(door: Door, given: InLane): Promise<Receipt | 'somebody else'> {
  const { event, customer } = given;
  let receipt: Receipt | undefined;
  try {
    const taken = await takeTurn(door.runtime, { tenant: event.tenant, customer }, async (turn) => {
      await decide(door, turn, given);
      const decided = toReceipt(turn, event.type);
      receipt = decided;
      turn.counters.set('events.accepted', 1);
      return [eventEntry(turn, given, decided)];
    });
    return answer(door, given, taken, receipt);
  } catch (error) {
    if (given.isNew) door.index.forget(event.tenant, event.who.identities);
    throw error;
  }
}

async function decide(door: Door, turn: Turn, given: InLane): Promise<void> {
  const { receipt } = given.acceptance;
  const arrival = await arrivalOf(door, turn, given);
  if (receipt === undefined) return decideEvent(turn, arrival);
  const known = await readMessageStatus(door.runtime.store, turn, receipt.key);
  decideReceipt(turn, arrival, { ...receipt, known });
}

async function arrivalOf(door: Door, turn: Turn, { event, data, acceptance }: InLane): Promise<Arrival> {
  const { customer: _named, ...said } = event.who;
  const arrival: Arrival = {
    id: event.id, type: event.type, data, source: event.source, ...said,
    ...(data !== event.data && { said: event.data }),
    ...(event.via !== undefined && { via: event.via }),
    ...(event.occurredAt !== undefined && { occurredAt: event.occurredAt }),
    ...((event.via === undefined || event.who.verified !== undefined) && { proven: true }),
    ...(acceptance.only !== undefined && { only: acceptance.only }),
  };
  try {
    if (acceptance.origin !== 'channel' || acceptance.only !== undefined) return arrival;
    const understood = await door.understand(arrival, turn);
    return understood === undefined ? arrival : { ...arrival, understood };
  } catch (error) {
    return { ...arrival, fault: causeOf(error) };
  }
}

function eventEntry(turn: Turn, { event }: InLane, receipt: Receipt): NewEntry {
  const { id, source, type, data, occurredAt, via, who } = event;
  return {
    kind: 'event', at: turn.now, dedupe: { source, id, digest: event.digest },
    body: JSON.stringify({ id, source, type, data, occurredAt, via, who, receipt }),
  };
}

function answer(door: Door, { event, customer }: InLane, taken: Taken, receipt: Receipt | undefined): Receipt | 'somebody else' {
  const { index, runtime } = door;
  switch (taken.status) {
    case 'committed':
      if (taken.turn.identities.length > 0) index.learn(event.tenant, taken.turn.identities, customer);
      runtime.after(taken);
      if (receipt === undefined) throw new JourneyError('StorageContractViolation', 'A commit was answered that was not decided.');
      return receipt;
    case 'duplicate': return duplicate(event, taken);
    case 'identity': return 'somebody else';
    case 'recovered':
    case 'nothing': throw new JourneyError('StorageContractViolation', 'An accepted event was not committed.');
    default: return taken satisfies never;
  }
}

function duplicate(event: IncomingEvent, taken: Extract<Taken, { status: 'duplicate' }>): Receipt {
  if (!taken.outcome.same) throw new JourneyError('EventIdConflict', 'Another event of this source has the same id and says something else; the first one stands.', { path: 'id' });
  const first = firstReceipt(taken.outcome.first);
  if (taken.ours && first !== undefined) return first;
  return { status: 'duplicate', instances: [], because: `this event of source '${event.source}' was accepted before`, ...(first !== undefined && { first, ...(first.customer !== undefined && { customer: first.customer }) }) };
}

function firstReceipt(first: LogEntry | undefined): Exclude<Receipt, { status: 'duplicate' | 'busy' }> | undefined {
  if (first === undefined) return undefined;
  const { receipt } = JSON.parse(first.body) as { receipt: Exclude<Receipt, { status: 'duplicate' | 'busy' }> };
  return receipt;
}
