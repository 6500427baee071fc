import { declarationOf } from '../customer/journey-book.js';
import { JourneyError, type JourneyErrorCode } from '../errors/index.js';
import type { AnyJourney } from '../journey/journey.js';
import { startStep, step } from '../journey/step/step.js';
import type { Step, StepEffect, StepEvent, StoredValue } from '../journey/step/step-contract.js';
import { defaultLimits } from '../model/limits.js';
import type { HeardIntent } from '../model/intent-reading.js';
import { checkPayload } from '../model/payload.js';

type TypesOf<J> = J extends { readonly journey: { readonly types?: infer T } } ? NonNullable<T> : never;
type EventsIn<J> = TypesOf<J> extends { readonly events: infer E } ? E : never;
type FactsIn<J> = TypesOf<J> extends { readonly facts: infer F } ? F : never;
type ActivitiesIn<J> = TypesOf<J> extends { readonly activities: infer A } ? A : never;

/**
 * One thing that happens to a journey: an event with its data, the end of a delay by its name or its milliseconds, or what an activity
 * gives or that it fails, with the code its `onError` reads: `ActivityFailed` where none is said. An event may carry what was read in it.
 */
export type Happening<J> =
  | { readonly [K in keyof EventsIn<J> & string]: readonly [type: K, data: EventsIn<J>[K], read?: WhatWasRead] }[keyof EventsIn<J> & string]
  | readonly [what: 'time passes', delay: string]
  | { readonly [K in keyof ActivitiesIn<J> & string]: readonly [what: `${K} gives`, output: ActivitiesIn<J>[K] extends { readonly output: infer O } ? O : never] }[keyof ActivitiesIn<J> & string]
  | { readonly [K in keyof ActivitiesIn<J> & string]: readonly [what: `${K} fails`, code?: JourneyErrorCode] }[keyof ActivitiesIn<J> & string];

/** What the orchestrator adds to an event of a contact: what the customer wants, as `event.intent` has it. */
export interface WhatWasRead { readonly intent: HeardIntent }

/** Where a journey stands after the last thing that happened, and what that last thing made it do. */
export interface Then<J> {
  readonly status: 'active' | 'done' | 'error';
  readonly state: StoredValue;
  readonly facts: FactsIn<J>;
  /** effects of the last happening only, in order */
  readonly effects: readonly { readonly type: string; readonly params: unknown }[];
  /** delays under way, in the order they began */
  readonly timers: readonly { readonly id: string; readonly delayMs: number }[];
  /** activities under way, by name */
  readonly activities: readonly string[];
  /** the last happening found a transition */
  readonly handled: boolean;
}
/** A journey to which something has happened. */
export interface Given<J> {
  /** one more thing happens */
  when(...happening: Happening<J>): Then<J>;
}

type Timer = Extract<StepEffect, { readonly type: 'timer.set' }>;
interface Run { readonly taken: Step; readonly timers: readonly Timer[] }

/**
 * Tests a journey's decisions in three lines, with no store and no time: given what has happened, when one more thing happens, then.
 * The first happening starts it and must be an entry event. Data and what activities give are held against the journey's schemas; throws as
 * the journey would be parked, and JourneyError `InvalidInput` for what cannot happen. It runs the machine alone: exit criteria, deferring,
 * re-entry, goals, time to live and consent are the orchestrator's, so test those with `createOrchestrator`, `createMemoryStore` and `createTestClock`.
 *
 * @example
 * {@includeCode ../../examples/getting-started/visit.test.ts}
 */
export function given<J extends AnyJourney>(journey: J, ...past: readonly Happening<J>[]): Given<J> {
  return {
    when(...happening) {
      const all = [...past, happening];
      const run = all.reduce<Run | undefined>((before, next) => (before === undefined ? start(journey, next) : goOn(journey, before, next)), undefined);
      if (run === undefined) throw new JourneyError('InvalidInput', 'Nothing has happened yet.');
      return toThen<J>(run);
    },
  };
}

function start(journey: AnyJourney, [type, data, read]: readonly unknown[]): Run {
  const event = eventOf(journey, String(type), { data, read });
  const { on }: { readonly on: readonly string[] } = declarationOf(journey).entry;
  if (!on.includes(event.type)) throw new JourneyError('InvalidInput', `'${event.type}' does not begin this journey; the first happening is one of ${on.map((entry) => `'${entry}'`).join(', ')}.`);
  return after({ taken: startStep(journey, { event, customerId: 'customer', startedAt: 0, facts: {} }), timers: [] }, []);
}

function goOn(journey: AnyJourney, before: Run, [what, data, read]: readonly unknown[]): Run {
  const event = toStepEvent(journey, before, { what: String(what), data, read });
  const ended = 'timer' in event ? [event.timer.id] : [];
  return after({ taken: step(journey, before.taken.snapshot, event), timers: before.timers }, ended);
}

function toStepEvent(journey: AnyJourney, before: Run, { what, data, read }: { readonly what: string; readonly data: unknown; readonly read: unknown }): StepEvent {
  if (what === 'time passes') return { timer: timerNamed(before, String(data)) };
  const [, activity, said] = /^(.+) (gives|fails)$/.exec(what) ?? [];
  if (activity === undefined) return eventOf(journey, what, { data, read });
  const invokeId = Object.entries(before.taken.snapshot.invoked ?? {}).find(([, name]) => name === activity)?.[0];
  if (invokeId === undefined) throw new JourneyError('InvalidInput', `The activity '${activity}' is not under way here.`);
  if (said === 'gives') return { done: { invokeId, output: outputOf(journey, activity, data) } };
  return { failed: { invokeId, error: { code: typeof data === 'string' ? data : 'ActivityFailed', message: `activity '${activity}' failed` } } };
}

function outputOf(journey: AnyJourney, activity: string, output: unknown): unknown {
  return checkPayload<unknown>(declarationOf(journey).activities?.[activity].output, output, { limits: defaultLimits, path: 'output' });
}

/** A delay is meant by the name it has in the journey, or by its milliseconds. */
function timerNamed({ timers }: Run, delay: string): { readonly id: string; readonly event: unknown } {
  const timer = timers.find(({ id, delayMs }) => id === delay || id.startsWith(`xstate.after.${delay}.`) || String(delayMs) === delay);
  if (timer === undefined) throw new JourneyError('InvalidInput', `No delay '${delay}' is under way here.`);
  return { id: timer.id, event: timer.event };
}

function eventOf(journey: AnyJourney, type: string, { data, read }: { readonly data: unknown; readonly read: unknown }): { readonly type: string; readonly data: unknown; readonly at: number } {
  const schema = declarationOf(journey).events[type];
  if (schema === undefined) throw new JourneyError('UnknownEvent', `The journey declares no event '${type}'.`);
  return { type, data: checkPayload<unknown>(schema, data ?? {}, { limits: defaultLimits }), at: 0, ...(typeof read === 'object' && read) };
}

function after({ taken, timers }: Run, ended: readonly string[]): Run {
  let left = timers.filter((timer) => !ended.includes(timer.id));
  for (const effect of taken.effects) {
    if (effect.type === 'timer.cancel' || effect.type === 'timer.set') left = left.filter((timer) => timer.id !== effect.id);
    if (effect.type === 'timer.set') left = [...left, effect];
  }
  return { taken, timers: taken.snapshot.status === 'active' ? left : [] };
}

function toThen<J>({ taken, timers }: Run): Then<J> {
  const { snapshot } = taken;
  return {
    status: snapshot.status, state: snapshot.value, handled: taken.handled,
    // the context is what the declaration's facts say, checked by the compiler where the journey was written
    facts: snapshot.context as FactsIn<J>,
    effects: taken.effects.flatMap((effect) => (effect.type === 'action' ? [{ type: effect.name, params: effect.params }] : [])),
    timers: timers.map(({ id, delayMs }) => ({ id, delayMs })),
    activities: Object.values(snapshot.invoked ?? {}),
  };
}
