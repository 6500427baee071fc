import type { AnyJourney } from '../../journey/journey.js';
import { startStep } from '../../journey/step/step.js';
import type { AnyDeclaration, Reentry } from '../../model/declaration.js';
import type { CustomerId } from '../../model/customer-id.js';
import { instanceId } from '../../model/instance-id.js';
import type { JourneyEvent } from '../../model/journey-event.js';
import type { EntryWindow } from '../../model/entry-window.js';
import { closedBy } from '../../policy/time/in-entry-window.js';
import { applyStep } from './apply-step.js';
import { startName, type KnownFacts } from './applying.js';
import { zonesOf } from './arm-wait.js';
import { correlationKey, keyOfRun } from './correlation-key.js';
import { endInstance } from './end-instance.js';
import type { InstanceState } from './instance-state.js';
import { armTimer, ttlTimer } from './instance-timers.js';
import { takePart } from '../experiment/take-part.js';
import { declarationOf } from '../journey-book.js';
import { knownFacts } from '../facts/known-facts.js';
import type { LaneInput } from '../parked/lane-input.js';
import { causeOf, parkEvent } from '../parked/park-event.js';
import { savepoint } from '../savepoint.js';
import { statePaths } from '../state-paths.js';
import { count, instanceIn, noteFate, putInstance, type Turn } from '../turn.js';

/** Why a journey may not be entered now, in words; `undefined` where it may (the modes of care-rules 1.2, the windows of 2.1 A). */
export function refusedEntry(turn: Turn, declaration: AnyDeclaration, key: string | undefined): string | undefined {
  const { state, now } = turn;
  const reentry: Reentry = declaration.entry.reentry;
  const isSame = sameRun(declaration, key);
  const closed = closedNow(turn, declaration);
  if (state.instances.some(isSame) && (reentry.mode !== 'restart' || closed !== undefined)) return runsAlready;
  if (closed !== undefined) return closed;
  const last = state.ended.filter(isSame).reduce<number | undefined>((latest, run) => Math.max(latest ?? 0, run.endedAt), undefined);
  if (last === undefined) return undefined;
  if (reentry.mode === 'never') return 'it may be entered only once';
  if (reentry.mode === 'after-cool-down' && now < last + reentry.coolDownMs) return `it cools down until ${new Date(last + reentry.coolDownMs).toISOString()}`;
  return undefined;
}

/** Tells the runs that must not be live beside a new one. */
function sameRun({ id, entry }: AnyDeclaration, key: string | undefined): (run: { readonly journey: string; readonly key?: string }) => boolean {
  const { mode }: Reentry = entry.reentry;
  return (run) => run.journey === id && ((mode !== 'per-key' && mode !== 'restart') || run.key === key);
}

function closedNow(turn: Turn, { entry }: AnyDeclaration): string | undefined {
  const open: EntryWindow | undefined = entry.open;
  if (open === undefined) return undefined;
  return closedBy(open, open.zone === 'customer' ? zonesOf(turn, open.otherwise) : [open.zone], turn.now);
}

/** The refusal that is no news: the event goes to the running instance. */
export const runsAlready = 'it runs already';

/** Begins an instance: its first step, its time to live, its place among the customer's journeys. A machine that throws parks the event. */
export function enterJourney(turn: Turn, journey: AnyJourney, event: JourneyEvent, input: LaneInput): void {
  const declaration = declarationOf(journey);
  const undo = savepoint(turn);
  try {
    endBefore(turn, declaration, event);
    const begun = beginInstance(turn, journey, event);
    noteFate(turn, { instance: begun.id, journey: declaration.id, did: 'started', because: `'${event.type}' starts '${declaration.id}'`, move: { instance: begun.id, journey: declaration.id, version: declaration.version, to: statePaths(begun.snapshot.value) } });
  } catch (error) {
    undo();
    parkEvent(turn, { input, journey: declaration.id, blocks: false, ...causeOf(error) });
  }
}

/** Where a journey begins anew, the run before ends in the same commit, and what it has not sent yet is not sent. */
function endBefore(turn: Turn, declaration: AnyDeclaration, event: JourneyEvent): void {
  const { mode }: Reentry = declaration.entry.reentry;
  if (mode !== 'restart') return;
  for (const run of turn.state.instances.filter(sameRun(declaration, correlationKey(declaration, event.data)))) {
    endInstance(turn, run, { reason: 'restarted', forced: true });
    noteFate(turn, { instance: run.id, journey: run.journey, did: 'ended', because: `'${event.type}' begins '${run.journey}' anew` });
  }
}

function beginInstance(turn: Turn, journey: AnyJourney, event: JourneyEvent): InstanceState {
  const declaration = declarationOf(journey);
  const key = keyOfRun(declaration, event, turn.world.limits);
  const { owner, run } = nextRun(turn, declaration.id);
  const known = { ...withOwner(turn, knownFacts(turn, declaration)), ...takePart(turn, declaration) };
  const taken = startStep(journey, { event, customerId: turn.customer, startedAt: turn.now, facts: valuesOf(known) });
  const empty: InstanceState = {
    id: instanceId({ customer: owner, journey: declaration.id, run }), run, ...(owner !== turn.customer && { moved: true }), journey: declaration.id, version: declaration.version,
    startedAt: turn.now, steps: 0, snapshot: { ...taken.snapshot, context: {} }, timers: [], invoked: {}, deferred: [], origins: [], goals: {},
    ...(key !== undefined && { key }),
  };
  const instance = armTimer(turn, empty, { id: ttlTimer(empty), due: turn.now + declaration.ttlMs });
  turn.notices.push({ type: 'journey.started', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: declaration.id, version: declaration.version } });
  count(turn, `journey.${declaration.id}.started`);
  putInstance(turn, instance);
  applyStep(turn, { instance, journey, taken, heard: event, name: startName, via: event.via, verified: event.verified === true, begins: { event, known } });
  return named(turn, instance, event.type);
}

/** A run begins with whom the contact was of, so that it can go with them should a merge be undone; each has runs of their own to count. */
function nextRun(turn: Turn, journey: string): { readonly owner: CustomerId; readonly run: number } {
  const owner = turn.origin ?? turn.customer;
  const name = owner === turn.customer ? journey : `${owner}/${journey}`;
  const run = (turn.state.begun[name] ?? 0) + 1;
  turn.state = { ...turn.state, begun: { ...turn.state.begun, [name]: run } };
  return { owner, run };
}

/** What is told to a run of a merged customer names whose it is. */
function withOwner(turn: Turn, known: KnownFacts): KnownFacts {
  if (turn.origin === undefined) return known;
  return Object.fromEntries(Object.entries(known).map(([name, fact]) => [name, { ...fact, origin: { ...fact.origin, origin: fact.origin.origin ?? turn.customer } }]));
}

/** `explain` speaks of the event that started it, not of our own name for the first step. */
function named(turn: Turn, instance: InstanceState, type: string): InstanceState {
  const now = instanceIn(turn, instance.id);
  if (now === undefined) return instance;
  const begun: InstanceState = { ...now, lastEvent: { type, at: turn.now, did: 'started', because: `'${type}' starts '${instance.journey}'` } };
  putInstance(turn, begun);
  return begun;
}

const valuesOf = (known: KnownFacts): { readonly [fact: string]: unknown } => Object.fromEntries(Object.entries(known).map(([name, { value }]) => [name, value]));
