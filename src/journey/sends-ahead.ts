import type { AnyStateNode } from 'xstate';
import { z } from 'zod';
import type { Purpose } from '../model/effect.js';
import { activeStates } from './active-states.js';
import { matchesEvent } from './check/match-event.js';
import type { AnyJourney } from './journey.js';
import type { StoredValue } from './step/step-contract.js';
import { allStates, namedAction, waysOf } from './walk-machine.js';

/** A message that a journey would send, as its definition says; on the best channel the first that it may use. */
export interface SendAhead { readonly channel: string; readonly purpose: Purpose }

/** What it sends when a delay of it ends, by the delay's own event; also what a guard may turn away then. */
export const sendsAfter = (journey: AnyJourney, timer: string): readonly SendAhead[] => tableOf(journey).get(timer) ?? [];

/** What it sends when it begins. */
export const sendsAtStart = (journey: AnyJourney): readonly SendAhead[] => tableOf(journey).get(start) ?? [];

/** What it sends on an event, where it stands now; also what a guard may turn away then. */
export function sendsOnEvent(journey: AnyJourney, value: StoredValue, type: string): readonly SendAhead[] {
  const ways = activeStates(journey, value).flatMap(waysOf).filter(({ event, delay }) => delay === undefined && event !== '' && matchesEvent(type, event));
  return ways.flatMap(({ actions, targets }) => [...sendsIn(journey, actions), ...targets.flatMap((target) => sendsOn(journey, target))]);
}

type Table = ReadonlyMap<string, readonly SendAhead[]>;
const start = '';
// a definition never changes, and is asked for every message
const tables = new WeakMap<AnyJourney, Table>();

function tableOf(journey: AnyJourney): Table {
  const known = tables.get(journey);
  if (known !== undefined) return known;
  const table = new Map<string, readonly SendAhead[]>([[start, sendsOn(journey, journey.root)]]);
  for (const { event, actions, targets, delay } of allStates(journey).flatMap(waysOf)) {
    if (delay !== undefined) table.set(event, [...table.get(event) ?? [], ...sendsIn(journey, actions), ...targets.flatMap((target) => sendsOn(journey, target))]);
  }
  tables.set(journey, table);
  return table;
}

/** On the way into a state and into the first of those in it. */
function sendsOn(journey: AnyJourney, state: AnyStateNode): readonly SendAhead[] {
  const inside = state.type === 'parallel' ? Object.values(state.states) : state.initial.target ?? [];
  return [...sendsIn(journey, [...state.entry, ...state.initial.actions]), ...(state.type === 'atomic' || state.type === 'final' ? [] : inside.flatMap((child) => sendsOn(journey, child)))];
}

const sendsIn = (journey: AnyJourney, actions: readonly unknown[]): readonly SendAhead[] => actions.flatMap((action) => {
  const named = namedAction(action);
  return named?.name === 'send' ? sendAhead(journey, named.params) : [];
});

const sendSchema = z.object({ channel: z.string(), purpose: z.enum(['transactional', 'service', 'survey', 'marketing']), among: z.array(z.string()).optional(), not: z.array(z.string()).optional() });

/** Its params were checked when the journey was defined. */
function sendAhead(journey: AnyJourney, params: unknown): readonly SendAhead[] {
  const { channel, purpose, among, not = [] } = sendSchema.parse(params);
  if (channel !== 'best') return [{ channel, purpose }];
  const first = (among ?? Object.keys(journey.journey.declaration.channels)).find((name) => !not.includes(name));
  return first === undefined ? [] : [{ channel: first, purpose }];
}
