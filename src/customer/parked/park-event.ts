import { JourneyError } from '../../errors/index.js';
import type { LastEvent } from '../instance/instance-state.js';
import type { LaneInput } from './lane-input.js';
import { holdBack } from './hold-back.js';
import { cancelTimer, count, instanceIn, noteFate, putInstance, type Turn } from '../turn.js';

export interface Parking {
  readonly input: LaneInput;
  readonly journey: string;
  readonly instance?: string;
  readonly cause: string;
  readonly because: string;
  /** what comes later for this instance waits behind it, until it is redriven or the instance cancelled */
  readonly blocks: boolean;
  /** what was thrown: told to the host once, never stored */
  readonly error?: unknown;
}

/** Keeps an event that could not be handled, with its cause: nothing is lost, and other customers and journeys go on. */
export function parkEvent(turn: Turn, parking: Parking): void {
  const number = turn.state.parkings + 1;
  const id = `${turn.customer}/p${String(number).padStart(8, '0')}`;
  // the clocks of two processes are not one, and what waits goes on in the order of its times
  const at = Math.max(turn.now, turn.state.parkedAt ?? 0);
  turn.state = { ...turn.state, parkings: number, parkedAt: at };
  if (parking.cause === 'Paused') holdBack(turn, parking.journey, parking.input.kind);
  turn.parked.push({
    id, journey: parking.journey, at, cause: parking.cause, body: JSON.stringify({ input: parking.input, because: parking.because, ...(turn.origin !== undefined && { origin: turn.origin }) }),
    ...(parking.instance !== undefined && { instance: parking.instance }),
  });
  const instance = parking.instance === undefined ? undefined : instanceIn(turn, parking.instance);
  if (instance !== undefined) {
    const lastEvent: LastEvent = { type: nameOf(parking.input), at: turn.now, did: 'parked', because: parking.because };
    putInstance(turn, { ...instance, lastEvent, ...(parking.blocks && instance.parked === undefined && { parked: { id, cause: parking.cause, at } }) });
  }
  const about = parking.instance === undefined ? {} : { instance: parking.instance };
  noteFate(turn, { journey: parking.journey, did: 'parked', because: parking.because, parked: id, cause: parking.cause, ...about });
  turn.notices.push({ type: 'event.parked', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, journey: parking.journey, parked: id, cause: parking.cause, ...about } });
  count(turn, 'events.parked');
  if (parking.error !== undefined) turn.faults.push({ where: `journey:${parking.journey}`, error: parking.error });
  if (parking.input.kind === 'timer') cancelTimer(turn, parking.input.timer);
}

function nameOf(input: LaneInput): string {
  switch (input.kind) {
    case 'event': case 'entry': case 'behind': return input.event.type;
    case 'arrival': return input.arrival.type;
    case 'timer': return 'delay';
    case 'answer': return 'activity';
    case 'effect': return 'effect';
    case 'start': return `start of ${input.journey}`;
    default: return input satisfies never;
  }
}

/** The code and the sentence of whatever was thrown; a stranger's message may hold personal data and is not repeated. */
export function causeOf(error: unknown): { readonly cause: string; readonly because: string; readonly error: unknown } {
  if (JourneyError.is(error)) return { cause: error.code, because: error.message, error };
  return { cause: 'DefinitionFault', error, because: `the definition threw ${error instanceof Error ? error.name : typeof error}` };
}
