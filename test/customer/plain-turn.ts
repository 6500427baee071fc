import { newCustomer, type CarriedFact, type CustomerState, type MergedCustomer, type ThreadState } from '../../src/customer/customer-state.js';
import type { InstanceState } from '../../src/customer/instance/instance-state.js';
import { createJourneyBook } from '../../src/customer/journey-book.js';
import { beginTurn, type Turn } from '../../src/customer/turn.js';
import type { TurnWorld } from '../../src/customer/turn-world.js';
import type { AnyJourney } from '../../src/journey/journey.js';
import { parseCustomerId, type CustomerId } from '../../src/model/customer-id.js';
import { instanceId } from '../../src/model/instance-id.js';
import { isJourneyId } from '../../src/model/journey-id.js';
import { defaultLimits } from '../../src/model/limits.js';

export const ann = parseCustomerId('c-ann');
export const ben = parseCustomerId('c-ben');
export const cem = parseCustomerId('c-cem');
export const dot = parseCustomerId('c-dot');
export const eve = parseCustomerId('c-eve');
/** the time of every plain turn */
export const now = 1_000_000;

/** A turn in the lane of a customer, Ann where nobody is named, with nothing decided yet. */
export function plainTurn(state: Partial<CustomerState>, { customer = ann, journeys = [], ...world }: Partial<TurnWorld> & { readonly customer?: CustomerId; readonly journeys?: readonly AnyJourney[] } = {}): Turn {
  const plain: TurnWorld = {
    book: createJourneyBook(journeys), statusOf: () => ({ status: 'live' }), channels: {}, render: ({ name }) => name,
    limits: defaultLimits, threadWindowMs: 1_000, leaseMs: 30, effectLeaseMs: 30, ...world,
  };
  return beginTurn(plain, { tenant: 'default', customer, now }, { ...newCustomer(5), ...state });
}

/** A run that waits, the first of its journey where nothing else is said. */
export function plainRun(customer: CustomerId, journey: string, more: Partial<InstanceState> = {}): InstanceState {
  const { run = 1 } = more;
  if (!isJourneyId(journey)) throw new Error(`no journey is called ${journey}`);
  return {
    id: instanceId({ customer, journey, run }), run, journey, version: 1, startedAt: 10, steps: 0, timers: [], invoked: {}, deferred: [], origins: [], goals: {},
    snapshot: { status: 'active', value: 'waiting', context: {} }, ...more,
  };
}

/** What is left of that run. */
export const endedRun = ({ id, journey, version, startedAt, goals }: InstanceState, reason = 'done') => ({ id, journey, version, startedAt, goals, reason, endedAt: 20 });

export const plainFact = (value: unknown, origin?: CustomerId, at = 10): CarriedFact => ({ value, dataClass: 'internal', journey: 'purchase', origin: { at, event: 'said', ...(origin !== undefined && { origin }) } });

export const plainThread = (customer: CustomerId, more: Partial<ThreadState> = {}): ThreadState => ({ id: `${customer}/t1`, startedAt: 10, at: 20, channels: ['chat'], channel: 'chat', facts: {}, ...more });

/** A customer who was merged into the one of the turn at 100. */
export const mergedOne = (customer: CustomerId, more: Partial<MergedCustomer> = {}): MergedCustomer => ({ id: `default/${customer}/0/0`, customer, at: 100, because: 'said so', identities: [], profile: [], stays: [], with: [], ...more });
