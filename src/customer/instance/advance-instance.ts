import type { AnyJourney } from '../../journey/journey.js';
import { step } from '../../journey/step/step.js';
import type { Step, StepEvent } from '../../journey/step/step-contract.js';
import { JourneyError } from '../../errors/index.js';
import type { Contact } from '../../model/journey-event.js';
import { applyStep } from './apply-step.js';
import type { InstanceState } from './instance-state.js';
import { causeOf, parkEvent } from '../parked/park-event.js';
import type { LaneInput } from '../parked/lane-input.js';
import { statePaths } from '../state-paths.js';
import { savepoint } from '../savepoint.js';
import { instanceIn, noteFate, putInstance, type Turn } from '../turn.js';

/** What an instance is given, and what to keep should it not be able to take it. */
export interface Advance { readonly instance: string; readonly event: StepEvent; readonly name: string; readonly input: LaneInput }
export type Advanced = 'handled' | 'unhandled' | 'parked' | 'gone';

/**
 * Gives one instance one event. A machine that throws leaves the instance as it was, with the event parked behind its cause; whatever
 * this step had already put into the turn is taken back.
 */
export function advanceInstance(turn: Turn, advance: Advance): Advanced {
  const instance = instanceIn(turn, advance.instance);
  if (instance === undefined) return 'gone';
  if (instance.parked !== undefined) return behindParked(turn, instance, advance);
  const undo = savepoint(turn);
  try {
    const journey = pinned(turn, instance);
    const taken = step(journey, instance.snapshot, advance.event);
    if (!taken.handled) return untaken(turn, instance, taken);
    applyStep(turn, { instance, journey, taken, heard: advance.event, name: advance.name, via: viaOf(advance.event), verified: isVerified(advance.event) });
    noteStep(turn, instance, taken, advance.name);
    return 'handled';
  } catch (error) {
    undo();
    parkEvent(turn, { input: advance.input, journey: instance.journey, instance: instance.id, blocks: true, ...causeOf(error) });
    return 'parked';
  }
}

/** An answer that no transition takes still ends its activity, so the snapshot may be another. */
function untaken(turn: Turn, instance: InstanceState, { snapshot }: Step): Advanced {
  if (snapshot !== instance.snapshot) putInstance(turn, { ...instance, snapshot });
  return 'unhandled';
}

/** The version this instance runs on; the host must keep it among its journeys while instances run on it. */
export function pinned(turn: Turn, instance: InstanceState): AnyJourney {
  const journey = turn.world.book.find(instance.journey, instance.version);
  if (journey !== undefined) return journey;
  throw new JourneyError('UnknownJourney', `journey '${instance.journey}' version ${instance.version} is not among the host's journeys, but an instance runs on it`, { journey: instance.journey, version: instance.version });
}

function behindParked(turn: Turn, instance: InstanceState, advance: Advance): Advanced {
  parkEvent(turn, { input: advance.input, journey: instance.journey, instance: instance.id, blocks: true, cause: 'BehindParked', because: `an earlier event of this journey is parked (${instance.parked?.cause ?? ''}); this one waits behind it` });
  return 'parked';
}

function noteStep(turn: Turn, before: InstanceState, taken: Step, name: string): void {
  const did = taken.snapshot.status === 'done' || instanceIn(turn, before.id) === undefined ? 'ended' : taken.moved ? 'moved' : 'stayed';
  const move = { instance: before.id, journey: before.journey, version: before.version, from: statePaths(before.snapshot.value), to: statePaths(taken.snapshot.value) };
  noteFate(turn, { instance: before.id, journey: before.journey, did, because: `'${name}' was handled in ${inWords(move.from)}`, ...(did !== 'stayed' && { move }) });
}

/** Where an instance is, in one phrase. */
export const placeOf = (instance: InstanceState): string => inWords(statePaths(instance.snapshot.value));

const inWords = (paths: readonly string[]): string => `'${paths.join("', '")}'`;

const viaOf = (event: StepEvent): Contact | undefined => ('via' in event ? event.via : undefined);

/** What an activity answers a system says; of an event its door knows. */
const isVerified = (event: StepEvent): boolean => 'done' in event || 'failed' in event || ('verified' in event && event.verified === true);
