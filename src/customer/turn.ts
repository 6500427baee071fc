import type { CustomerId } from '../model/customer-id.js';
import type { IntentReading } from '../model/intent-reading.js';
import type { JourneyEvent } from '../model/journey-event.js';
import type { Move, ReceiptReason } from '../model/receipt.js';
import type { Tenant } from '../model/tenant.js';
import type { Change, NewEffect, NewEntry, NewParked, Settlement } from '../ports/store.js';
import type { ChannelModel } from '../routing/channel-choice.js';
import type { CustomerState } from './customer-state.js';
import type { Guessed } from './intent/guessed.js';
import type { Fate, InstanceState } from './instance/instance-state.js';
import { withOrigin } from './merge/origin.js';
import type { Notice } from './notice.js';
import type { TurnWorld } from './turn-world.js';

/** The draft of one decision: the customer as it will be, and everything that goes into the same commit. It lives for one turn of one lane. */
export interface Turn {
  readonly world: TurnWorld;
  readonly tenant: Tenant;
  readonly customer: CustomerId;
  readonly now: number;
  state: CustomerState;
  /** what still has to be handled in this turn, in order: events of our own that follow from the first */
  readonly agenda: AgendaItem[];
  readonly fates: InstanceFate[];
  readonly notices: Notice[];
  /** what the host's code threw, for its log */
  readonly faults: { readonly where: string; readonly error: unknown }[];
  readonly effects: NewEffect[];
  readonly settled: Settlement[];
  readonly interactions: NewEntry[];
  readonly timersSet: Map<string, number>;
  readonly timersCancelled: Set<string>;
  readonly parked: NewParked[];
  readonly unparked: string[];
  readonly instances: Map<string, { readonly journey: string; readonly status: string } | 'dropped'>;
  readonly identities: string[];
  readonly released: string[];
  /** small rows beside the state, by key; `undefined` drops one */
  readonly rows: Map<string, string | undefined>;
  readonly counters: Map<string, number>;
  /** how well channels do, as last read; nothing is known of them where absent */
  model?: ChannelModel;
  /** what was asked for outside before the intent was read */
  guessed?: Guessed | undefined;
  /** what the customer wants, where this event is a contact that was read */
  reading?: IntentReading;
  /** whose doing this is, where several customers were merged into this one */
  origin?: CustomerId;
}

/** An event on its way to one instance, the start of a journey, or an instance that leaves its own. */
export type AgendaItem =
  | { readonly do: 'deliver'; readonly instance: string; readonly event: JourneyEvent; readonly id: string }
  | { readonly do: 'leave'; readonly instance: string; readonly reason: string }
  | { readonly do: 'start'; readonly journey: string; readonly data: object };

export interface InstanceFate { readonly instance?: string; readonly journey: string; readonly did: Fate; readonly because: string; readonly reason?: ReceiptReason; readonly parked?: string; readonly cause?: string; readonly until?: number; readonly move?: Move }

/** Opens a turn on the customer as last committed. */
export function beginTurn(world: TurnWorld, at: { readonly tenant: Tenant; readonly customer: CustomerId; readonly now: number }, state: CustomerState): Turn {
  return {
    world, tenant: at.tenant, customer: at.customer, now: at.now, state,
    agenda: [], fates: [], notices: [], faults: [], effects: [], settled: [], interactions: [], timersSet: new Map(), timersCancelled: new Set(),
    parked: [], unparked: [], instances: new Map(), identities: [], released: [], rows: new Map(), counters: new Map(),
  };
}

/** The instance as it stands in this turn. */
export const instanceIn = (turn: Turn, id: string): InstanceState | undefined => turn.state.instances.find((instance) => instance.id === id);

/** Puts an instance's next state in its place, or adds it. */
export function putInstance(turn: Turn, next: InstanceState): void {
  const before = turn.state.instances;
  const place = before.findIndex((instance) => instance.id === next.id);
  turn.state = { ...turn.state, instances: place < 0 ? [...before, next] : before.with(place, next) };
  const status = next.parked === undefined ? 'running' : 'parked';
  const was = place < 0 ? undefined : before[place];
  const statusWas = was === undefined ? undefined : was.parked === undefined ? 'running' : 'parked';
  if (status !== statusWas || turn.instances.has(next.id)) turn.instances.set(next.id, { journey: next.journey, status });
}

/** Arms a timer row in this commit. */
export function setTimer(turn: Turn, id: string, due: number): void {
  turn.timersSet.set(id, due);
}

/** Disarms a timer row in this commit. */
export function cancelTimer(turn: Turn, id: string): void {
  turn.timersSet.delete(id);
  turn.timersCancelled.add(id);
}

/** Adds to a figure; statistics, never a limit. */
export function count(turn: Turn, name: string, amount = 1): void {
  turn.counters.set(name, (turn.counters.get(name) ?? 0) + amount);
}

/** Notes what became of the event with one instance, for the receipt and for `explain`. */
export function noteFate(turn: Turn, fate: InstanceFate): void {
  turn.fates.push(fate);
}

/** The commit this turn asks for. `entries` come from who decided: the event itself, then its interactions. */
export function toChange(turn: Turn, at: { readonly expect: number; readonly epoch: number; readonly entries: readonly NewEntry[] }): Change {
  return {
    tenant: turn.tenant, lane: turn.customer, expect: at.expect, epoch: at.epoch, state: JSON.stringify(turn.state),
    entries: [...at.entries, ...turn.interactions.map((entry) => withOrigin(turn, entry))],
    ...(turn.identities.length + turn.released.length > 0 && { identities: { claim: turn.identities, release: turn.released } }),
    ...(turn.instances.size > 0 && { instances: instanceEdits(turn) }),
    ...(turn.timersSet.size + turn.timersCancelled.size > 0 && { timers: { set: [...turn.timersSet].map(([id, due]) => ({ id, due })), cancel: [...turn.timersCancelled] } }),
    ...(turn.effects.length + turn.settled.length > 0 && { effects: { add: turn.effects, settle: turn.settled } }),
    ...(turn.parked.length + turn.unparked.length > 0 && { parked: { add: turn.parked, settle: turn.unparked } }),
    ...(turn.rows.size > 0 && { rows: rowEdits(turn) }),
    ...(turn.counters.size > 0 && { counters: Object.fromEntries(turn.counters) }),
  };
}

function instanceEdits(turn: Turn): NonNullable<Change['instances']> {
  const set: { id: string; journey: string; status: string }[] = [];
  const drop: string[] = [];
  for (const [id, edit] of turn.instances) {
    if (edit === 'dropped') drop.push(id);
    else set.push({ id, ...edit });
  }
  return { set, drop };
}

function rowEdits(turn: Turn): NonNullable<Change['rows']> {
  const put: { key: string; value: string }[] = [];
  const drop: string[] = [];
  for (const [key, value] of turn.rows) {
    if (value === undefined) drop.push(key);
    else put.push({ key, value });
  }
  return { put, drop };
}
