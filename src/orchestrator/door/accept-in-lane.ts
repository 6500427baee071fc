import type { CustomerState } from '../../customer/customer-state.js';
import { decideEvent, type Arrival } from '../../customer/decide-event.js';
import { decideReceipt, type MessageNews } from '../../customer/message/decide-receipt.js';
import { causeOf } from '../../customer/parked/park-event.js';
import { toReceipt } from '../../customer/to-receipt.js';
import type { Turn } from '../../customer/turn.js';
import { JourneyError } from '../../errors/index.js';
import { digest } from '../../model/canonical-text.js';
import type { EventOrigin } from '../../model/event-type.js';
import type { IncomingEvent } from '../../model/incoming-event.js';
import type { InstanceId } from '../../model/instance-id.js';
import type { Receipt } from '../../model/receipt.js';
import type { LogEntry, NewEntry } from '../../ports/store.js';
import type { CustomerIndex } from './identify-customer.js';
import { isAway, MovedAway } from '../merge/moved-away.js';
import type { Settled } from '../merge/settle-who.js';
import { readMessageStatus } from './read-message-status.js';
import type { Runtime } from '../runtime.js';
import { takeTurn, type Taken } from '../lane/take-turn.js';
import type { AskIntent } from './ask-intent.js';
import type { UnderstandEvent } from './understand-event.js';

/** How an event came to the door. */
export interface Acceptance {
  readonly origin: EventOrigin;
  readonly tenantRequired: boolean;
  /** its id is one of an event that befalls many, and each of them is told it once: whoever brings it, and whoever was merged into them */
  readonly once?: 'customer';
  /** a figure that grows by one in the same commit */
  readonly counter?: string;
  /** to this instance and no other, as a receipt is */
  readonly only?: InstanceId;
  /** what it tells of a message that the instance sent */
  readonly receipt?: { readonly key: string; readonly status: MessageNews['status'] };
}
/** An event that was read, checked and found to be this customer's. */
export interface Admitted { readonly event: IncomingEvent; readonly data: object; readonly settled: Settled; readonly acceptance: Acceptance }
export interface LaneParts { readonly runtime: Runtime; readonly index: CustomerIndex; readonly understand: UnderstandEvent; readonly askIntent: AskIntent | undefined }

/** Decides an event and commits it; `somebody else` where a merge or its undoing went before it, so that it is not this customer's any more. To be called inside the lane only. */
export async function acceptInLane(parts: LaneParts, given: Admitted): Promise<Receipt | 'somebody else'> {
  const { runtime, index } = parts;
  const { event, settled } = given;
  let receipt: Receipt | undefined;
  try {
    const taken = await takeTurn(runtime, settled.home, async (turn) => {
      if (!isStillHere(turn.state, settled)) throw new MovedAway();
      await decide(parts, turn, given);
      const decided = toReceipt(turn, event.type);
      receipt = decided;
      turn.counters.set('events.accepted', 1);
      if (given.acceptance.counter !== undefined) turn.counters.set(given.acceptance.counter, 1);
      return [eventEntry(turn, given, decided), ...toldBefore(turn, given, decided)];
    });
    return answer(parts, given, taken, receipt);
  } catch (error) {
    if (settled.isNew) index.forget(event.tenant, event.who.identities);
    // an identity that led to who was erased leads to nobody now
    if (error instanceof MovedAway || (JourneyError.is(error, 'Erased') && event.who.customer === undefined && !settled.isNew)) return 'somebody else';
    throw error;
  }
}

/** Whoever is brought by this very event has no identity yet. */
const isStillHere = (state: CustomerState, { led, isNew }: Settled): boolean => !isAway(state) && (led.every((identity) => state.identities.includes(identity)) || (isNew && state.identities.length === 0));

function decide(parts: LaneParts, turn: Turn, given: Admitted): void | Promise<void> {
  const { receipt, origin, only } = given.acceptance;
  const arrival = arrivalOf(given);
  if (receipt !== undefined) return decideNews(parts, turn, arrival, receipt);
  const meansItself = origin === 'host' || only !== undefined;
  if (meansItself && parts.askIntent === undefined) return decideEvent(turn, arrival);
  return decideMeant(parts, turn, { arrival, meansItself });
}

async function decideNews({ runtime }: LaneParts, turn: Turn, arrival: Arrival, receipt: NonNullable<Acceptance['receipt']>): Promise<void> {
  decideReceipt(turn, arrival, { ...receipt, known: await readMessageStatus(runtime.store, turn, receipt.key) });
}

function arrivalOf({ event, data, acceptance }: Admitted): Arrival {
  const { customer: _named, ...said } = event.who;
  return {
    id: event.id, type: event.type, data, source: event.source, ...said,
    ...(data !== event.data && { said: event.data }),
    ...(event.via !== undefined && { via: event.via }),
    ...(event.occurredAt !== undefined && { occurredAt: event.occurredAt }),
    ...((event.via === undefined || event.who.verified !== undefined) && { proven: true }),
    ...(acceptance.only !== undefined && { only: acceptance.only }),
  };
}

/** What may be an intent is asked for first, and what a channel heard is understood by the host. */
async function decideMeant(parts: LaneParts, turn: Turn, { arrival, meansItself }: { readonly arrival: Arrival; readonly meansItself: boolean }): Promise<void> {
  const guessed = await parts.askIntent?.(arrival, turn);
  const heard = guessed === undefined ? arrival : { ...arrival, guessed };
  decideEvent(turn, meansItself ? heard : await understood(parts, turn, heard));
  turn.guessed = guessed;
}

async function understood(parts: LaneParts, turn: Turn, arrival: Arrival): Promise<Arrival> {
  try {
    const understood = await parts.understand(arrival, turn);
    return understood === undefined ? arrival : { ...arrival, understood };
  } catch (error) {
    return { ...arrival, fault: causeOf(error) };
  }
}

function eventEntry(turn: Turn, given: Admitted, receipt: Receipt): NewEntry {
  const { event } = given;
  const { id, source, type, data, occurredAt, via, who } = event;
  return {
    kind: 'event', at: turn.now, dedupe: dedupeOf(given, turn.customer),
    body: JSON.stringify({ id, source, type, data, occurredAt, via, who, receipt, guessed: turn.guessed, intent: turn.reading }),
  };
}

/** One of several who are one may have been told before the others came; then all of them were. */
function toldBefore(turn: Turn, given: Admitted, receipt: Receipt): readonly NewEntry[] {
  if (given.acceptance.once === undefined) return [];
  const others = (turn.state.merged ?? []).filter(({ undoneAt }) => undoneAt === undefined).flatMap(({ customer, with: brought }) => [customer, ...brought]);
  return [...new Set(others)].map((customer) => ({ kind: 'decision', at: turn.now, dedupe: dedupeOf(given, customer), body: JSON.stringify({ announced: given.event.id, receipt }) }));
}

function dedupeOf({ event, acceptance }: Admitted, customer: string): NonNullable<NewEntry['dedupe']> {
  const { source, id, type, data } = event;
  if (acceptance.once === undefined) return { source, id, digest: event.digest };
  // who is no part of it: a customer is the same by any of their identities
  return { source, id: `${id}#${customer}`, digest: digest([type, data]) };
}

function answer(parts: LaneParts, { event, settled }: Admitted, taken: Taken, receipt: Receipt | undefined): Receipt | 'somebody else' {
  const { index, runtime } = parts;
  switch (taken.status) {
    case 'committed':
      if (taken.turn.identities.length > 0) index.learn(event.tenant, taken.turn.identities, settled.home.customer);
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
