import { unhandledRule } from '../journey/unhandled-rule.js';
import type { AnyDeclaration, Unhandled } from '../model/declaration.js';
import type { JourneyEvent } from '../model/journey-event.js';
import { advanceInstance, placeOf, type Advanced } from './instance/advance-instance.js';
import { correlationKey } from './instance/correlation-key.js';
import { retryDeferred, deferEvent } from './instance/defer-event.js';
import { endInstance } from './instance/end-instance.js';
import { enterJourney, refusedEntry, runsAlready } from './instance/enter-journey.js';
import type { InstanceState } from './instance/instance-state.js';
import { declarationOf } from './journey-book.js';
import { namingMessage } from './message/name-of-message.js';
import type { LaneInput } from './parked/lane-input.js';
import { waitsForResume } from './parked/hold-back.js';
import { parkEvent } from './parked/park-event.js';
import { reachGoals } from './instance/reach-goals.js';
import { count, instanceIn, noteFate, putInstance, type Turn } from './turn.js';

/** An event of ours or of the host on its way to the customer's journeys. `only`: to this instance and no other, as a receipt is. */
export interface Routing { readonly id: string; readonly event: JourneyEvent; readonly only?: string }

/** Brings one event to every running instance it is for, and starts the journeys it may start. */
export function routeEvent(turn: Turn, routing: Routing): void {
  reachGoals(turn, routing);
  const running = turn.state.instances.filter((instance) => isFor(turn, instance, routing));
  if (routing.only === undefined) startJourneys(turn, routing);
  for (const { id } of running) deliver(turn, id, routing);
  if (routing.only === undefined) waitBehindEntries(turn, routing, running);
}

/** Whoever is let in only at the end of a pause hears then what came after their entry as well. */
function waitBehindEntries(turn: Turn, { id, event }: Routing, running: readonly InstanceState[]): void {
  for (const journey of new Set(turn.state.held?.filter(({ what }) => what === 'entries' || what === 'events').map((one) => one.journey))) {
    const known = turn.world.book.latest(journey);
    const declaration = known === undefined ? undefined : declarationOf(known);
    if (declaration === undefined || !Object.hasOwn(declaration.events, event.type) || declaration.entry.on.includes(event.type) || running.some((one) => one.journey === journey)) continue;
    parkEvent(turn, { input: { kind: 'behind', id, event, journey }, journey, cause: 'Paused', because: `'${journey}' is paused, and the customer's entry waits for resume; so does what came after it`, blocks: false });
  }
}

/** The runs that an event is for which waited for its customer's entry. */
export const runsBehind = (turn: Turn, { id, event, journey }: Extract<LaneInput, { kind: 'behind' }>): readonly InstanceState[] =>
  turn.state.instances.filter((instance) => instance.journey === journey && isFor(turn, instance, { id, event }));

/** Gives such an event to them. */
export function deliverBehind(turn: Turn, input: Extract<LaneInput, { kind: 'behind' }>): void {
  const running = runsBehind(turn, input);
  const { id, event, journey } = input;
  if (running.length === 0) noteFate(turn, { journey, did: 'ignored', because: `'${event.type}' came to its turn and '${journey}' does not run` });
  for (const one of running) deliver(turn, one.id, { id, event });
}

/** Correlation: an event that carries the key goes to that run only, one without it to all runs of the journey (care-rules 1.1). */
function isFor(turn: Turn, instance: InstanceState, { event, only }: Routing): boolean {
  const declaration = declaredBy(turn, instance);
  if (declaration === undefined || !Object.hasOwn(declaration.events, event.type)) return false;
  if (only !== undefined) return instance.id === only;
  const key = correlationKey(declaration, event.data);
  return key === undefined || instance.key === undefined || instance.key === key;
}

const declaredBy = (turn: Turn, instance: InstanceState): AnyDeclaration | undefined => {
  const journey = turn.world.book.find(instance.journey, instance.version) ?? turn.world.book.latest(instance.journey);
  return journey === undefined ? undefined : declarationOf(journey);
};

function startJourneys(turn: Turn, { id, event }: Routing): void {
  for (const journey of turn.world.book.newest) {
    const declaration = declarationOf(journey);
    if (declaration.entry.on.includes(event.type)) startIfOpen(turn, { kind: 'entry', id, event, journey: declaration.id });
  }
}

/** Starts a journey by an event of its own, where its entry rule and its status let the customer in. */
export function startIfOpen(turn: Turn, input: Extract<LaneInput, { kind: 'entry' }>): void {
  const { event, journey: id } = input;
  const journey = turn.world.book.latest(id);
  if (journey === undefined) return parkEvent(turn, { input, journey: id, cause: 'UnknownJourney', because: `there is no journey '${id}' to start`, blocks: false });
  const refusal = refusedEntry(turn, declarationOf(journey), correlationKey(declarationOf(journey), event.data));
  const status = turn.world.statusOf(id);
  const ignored = (because: string): void => noteFate(turn, { journey: id, did: 'ignored', because });
  // one that runs already hears the event as any other
  if (refusal === runsAlready) return;
  if (refusal !== undefined) return ignored(`'${id}' does not start: ${refusal}`);
  const waits = waitsForResume(turn, id, { rule: 'entries', what: 'it starts at resume' });
  if (waits !== undefined) return parkEvent(turn, { input, journey: id, cause: 'Paused', because: waits, blocks: false });
  if (status.status === 'live') return enterJourney(turn, journey, event, input);
  if (status.status === 'stopped') return ignored(`'${id}' was stopped`);
  ignored(`'${id}' is paused and discards entries`);
}

/** Gives one event to one instance: exit criteria first, then its machine, then its rule for what the state does not handle. */
export function deliver(turn: Turn, instanceId: string, { id, event: told }: Routing): void {
  const instance = instanceIn(turn, instanceId);
  if (instance === undefined) return;
  const event = namingMessage(instance, told);
  const input: LaneInput = { kind: 'event', id, event, instance: instanceId };
  const status = turn.world.statusOf(instance.journey);
  if (status.status === 'stopped') return leave(turn, instance, { reason: 'stopped', because: `'${instance.journey}' was stopped` });
  const waits = waitsForResume(turn, instance.journey, { rule: 'events', what: 'the event waits for resume' });
  if (waits !== undefined) return parkEvent(turn, { input, journey: instance.journey, instance: instance.id, cause: 'Paused', because: waits, blocks: false });
  const exit = declaredBy(turn, instance)?.exit?.find((rule) => rule.on === event.type);
  if (exit?.when === 'immediate') return leave(turn, instance, { reason: exit.reason, because: `'${event.type}' ends it at once` });
  if (exit?.when === 'action' && instance.parked === undefined) putInstance(turn, { ...instance, leaving: { reason: exit.reason } });
  const advanced = advanceInstance(turn, { instance: instanceId, event, name: event.type, input });
  const after = instanceIn(turn, instanceId);
  if (exit?.when === 'step' && after !== undefined && advanced !== 'parked') {
    return leave(turn, after, { reason: exit.reason, because: `'${event.type}' ends it after this step`, keepFromStep: advanced === 'handled' ? after.steps : after.steps + 1 });
  }
  afterAdvance(turn, instanceId, { routing: { id, event }, advanced, input });
}

function leave(turn: Turn, instance: InstanceState, how: { readonly reason: string; readonly because: string; readonly keepFromStep?: number }): void {
  endInstance(turn, instance, { reason: how.reason, forced: true, ...(how.keepFromStep !== undefined && { keepFromStep: how.keepFromStep }) });
  noteFate(turn, { instance: instance.id, journey: instance.journey, did: 'ended', because: how.because });
}

function afterAdvance(turn: Turn, instanceId: string, { routing, advanced, input }: { readonly routing: Routing; readonly advanced: Advanced; readonly input: LaneInput }): void {
  if (advanced === 'handled') return retryDeferred(turn, instanceId);
  const instance = instanceIn(turn, instanceId);
  if (advanced !== 'unhandled' || instance === undefined) return;
  const journey = turn.world.book.find(instance.journey, instance.version);
  const rule: Unhandled = journey === undefined ? 'ignore' : unhandledRule(journey, instance.snapshot.value, routing.event.type);
  const because = `${placeOf(instance)} of '${instance.journey}' does not handle '${routing.event.type}'`;
  if (rule === 'ignore') return ignore(turn, instance, routing.event, because);
  if (rule === 'fail') return parkEvent(turn, { input, journey: instance.journey, instance: instance.id, cause: 'UnknownEvent', because, blocks: false });
  deferEvent(turn, instance, { ...routing, withinMs: rule.defer.withinMs, because });
}

function ignore(turn: Turn, instance: InstanceState, event: JourneyEvent, because: string): void {
  putInstance(turn, { ...instance, lastEvent: { type: event.type, at: turn.now, did: 'ignored', because } });
  noteFate(turn, { instance: instance.id, journey: instance.journey, did: 'ignored', because });
  turn.notices.push({ type: 'event.ignored', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, event: event.type, because } });
  count(turn, 'events.ignored');
}
