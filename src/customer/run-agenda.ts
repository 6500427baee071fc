import { JourneyError } from '../errors/index.js';
import type { AnyJourney } from '../journey/journey.js';
import { checkPayload } from '../model/payload.js';
import { endInstance } from './instance/end-instance.js';
import { correlationKey } from './instance/correlation-key.js';
import { enterJourney, refusedEntry } from './instance/enter-journey.js';
import { declarationOf } from './journey-book.js';
import type { LaneInput } from './parked/lane-input.js';
import { waitsForResume } from './parked/hold-back.js';
import { causeOf, parkEvent } from './parked/park-event.js';
import { routeEvent } from './route-event.js';
import { instanceIn, noteFate, type AgendaItem, type Turn } from './turn.js';

/** Handles what followed from the event within the same commit: journeys that journeys start, news of a message that could not be sent. */
export function runAgenda(turn: Turn): void {
  const limit = turn.world.limits.effectsPerEvent;
  for (let done = 0; turn.agenda.length > 0; done += 1) {
    const item = turn.agenda.shift();
    if (item === undefined) return;
    if (item.do === 'leave') leave(turn, item);
    else if (done >= limit) parkItem(turn, item, new JourneyError('StepLimit', `one event led to more than ${limit} others`, { limit }));
    else if (item.do === 'deliver') routeEvent(turn, { id: item.id, event: item.event, only: item.instance });
    else startNamed(turn, item);
  }
}

/** A message that may not go ends the journey where that is its declared next step. */
function leave(turn: Turn, { instance: id, reason }: Extract<AgendaItem, { do: 'leave' }>): void {
  const instance = instanceIn(turn, id);
  if (instance === undefined) return;
  endInstance(turn, instance, { reason, forced: true });
  noteFate(turn, { instance: id, journey: instance.journey, did: 'ended', because: `a message could not be sent (${reason})` });
}

/** Starts a journey by name, as the `startJourney` effect asks; its first entry event's schema judges the data. */
export function startNamed(turn: Turn, { journey: id, data }: { readonly journey: string; readonly data: object }): void {
  const journey = turn.world.book.latest(id);
  const input: LaneInput = { kind: 'start', journey: id, data };
  if (journey === undefined) return parkEvent(turn, { input, journey: id, cause: 'UnknownJourney', because: `there is no journey '${id}' to start`, blocks: false });
  try {
    enterNamed(turn, journey, data);
  } catch (error) {
    parkEvent(turn, { input, journey: id, blocks: false, ...causeOf(error) });
  }
}

function enterNamed(turn: Turn, journey: AnyJourney, data: object): void {
  const declaration = declarationOf(journey);
  const type: string = declaration.entry.on[0] ?? '';
  const schema = declaration.events[type];
  const event = { type, data: schema === undefined ? data : checkPayload<object>(schema, data, { limits: turn.world.limits }), at: turn.now };
  const input: LaneInput = { kind: 'start', journey: declaration.id, data };
  const waits = waitsForResume(turn, declaration.id, { rule: 'entries', what: 'it starts at resume' });
  if (waits !== undefined) return parkEvent(turn, { input, journey: declaration.id, cause: 'Paused', because: waits, blocks: false });
  const refusal = refusedEntry(turn, declaration, correlationKey(declaration, event.data)) ?? closedTo(turn, declaration.id);
  if (refusal === undefined) enterJourney(turn, journey, event, input);
  else noteFate(turn, { journey: declaration.id, did: 'ignored', because: `'${declaration.id}' does not start: ${refusal}` });
}

function closedTo(turn: Turn, id: string): string | undefined {
  const { status } = turn.world.statusOf(id);
  return status === 'live' ? undefined : `it is ${status}`;
}

function parkItem(turn: Turn, item: Exclude<AgendaItem, { do: 'leave' }>, error: JourneyError): void {
  if (item.do === 'start') return parkEvent(turn, { input: { kind: 'start', journey: item.journey, data: item.data }, journey: item.journey, blocks: false, ...causeOf(error) });
  const { instance, event, id } = item;
  parkEvent(turn, { input: { kind: 'event', id, event, instance }, journey: turn.state.instances.find((one) => one.id === instance)?.journey ?? '', instance, blocks: false, ...causeOf(error) });
}
