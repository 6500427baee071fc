import { describeState } from '../journey/describe-state.js';
import { parseEffectKey } from '../model/effect-key.js';
import type { IntentReading } from '../model/intent-reading.js';
import { withoutPerson } from './briefing/redact-intent.js';
import type { ChosenChannel } from './channel/note-choice.js';
import type { CustomerState } from './customer-state.js';
import type { MessageDecision } from './message/message-decision.js';
import type { InstanceState, LastEvent } from './instance/instance-state.js';
import { statePaths } from './state-paths.js';
import { notYet } from './instance/arm-wait.js';
import { dateInWords, timerInWords } from './instance/timer-in-words.js';
import type { TurnWorld } from './turn-world.js';

/** Where a customer's journeys stand, for a person who asks why something did or did not happen. */
export interface Explanation {
  readonly customer: string;
  readonly journeys: readonly JourneyExplanation[];
  /** channels that were chosen for this customer lately, the newest first: for every channel why or why not; absent where the host chooses none */
  readonly choices?: readonly ChosenChannel[];
  /** what the customer wanted at the last contact of the conversation, and what spoke for it, without their words */
  readonly intent?: IntentReading & { readonly at: number };
  /** what the host's contact rules said of messages lately, oldest first; absent where it has none */
  readonly messages?: readonly MessageDecision[];
  /** the arm of each experiment the customer takes part in; absent where there is none */
  readonly experiments?: { readonly [experiment: string]: string };
  readonly ended: readonly { readonly instance: string; readonly journey: string; readonly endedAt: number; readonly reason: string; readonly goals: readonly string[] }[];
}
export interface JourneyExplanation {
  readonly instance: string;
  readonly journey: string;
  readonly version: number;
  readonly status: 'running' | 'parked' | 'paused' | 'without definition';
  /** active states as paths */
  readonly where: readonly string[];
  /** the states' descriptions */
  readonly inWords: string;
  /** event types and activities that would move it, and waits whose date is not known */
  readonly waitsFor: readonly string[];
  /** when it moves without any event, soonest first, store's clock */
  readonly movesByItself: readonly { readonly at: number; readonly because: string }[];
  /** events kept until a state handles them */
  readonly deferred: readonly { readonly type: string; readonly until: number }[];
  readonly parked?: { readonly id: string; readonly cause: string; readonly at: number };
  readonly lastEvent?: LastEvent;
}

/** Explains all journeys of a customer, or one instance. */
export function explainCustomer(world: TurnWorld, customer: string, state: CustomerState, instance?: string): Explanation {
  const wanted = (run: { readonly id: string }): boolean => instance === undefined || run.id === instance;
  return {
    customer,
    ...(state.decisions !== undefined && { messages: state.decisions.filter(({ key }) => wanted({ id: String(parseEffectKey(key).cause) })) }),
    journeys: state.instances.filter(wanted).map((running) => explainInstance(world, running)),
    ...(state.thread?.intent !== undefined && { intent: { ...withoutPerson(state.thread.intent.reading), at: state.thread.intent.at } }),
    ...(state.trials !== undefined && { experiments: Object.fromEntries(Object.entries(state.trials).map(([id, { arm }]) => [id, arm])) }),
    ended: state.ended.filter(wanted).map((run) => ({ instance: run.id, journey: run.journey, endedAt: run.endedAt, reason: run.reason, goals: Object.keys(run.goals) })),
  };
}

function explainInstance(world: TurnWorld, instance: InstanceState): JourneyExplanation {
  const journey = world.book.find(instance.journey, instance.version);
  const where = statePaths(instance.snapshot.value);
  const described = journey === undefined ? { inWords: where.join(' and '), waitsFor: [] } : describeState(journey, instance.snapshot.value);
  return {
    instance: instance.id, journey: instance.journey, version: instance.version, where, inWords: described.inWords, waitsFor: [...described.waitsFor, ...instance.timers.filter((timer) => timer.due === notYet).map((timer) => dateInWords(instance, timer))],
    status: journey === undefined ? 'without definition' : instance.parked !== undefined ? 'parked' : world.statusOf(instance.journey).status === 'paused' ? 'paused' : 'running',
    movesByItself: instance.timers.filter((timer) => timer.due !== notYet).map((timer) => ({ at: timer.due, because: timerInWords(instance, timer) })).toSorted((a, b) => a.at - b.at),
    deferred: instance.deferred.map(({ type, until }) => ({ type, until })),
    ...(instance.parked !== undefined && { parked: instance.parked }),
    ...(instance.lastEvent !== undefined && { lastEvent: instance.lastEvent }),
  };
}
