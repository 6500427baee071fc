import type { PauseRule } from '../../model/declaration.js';
import type { NewParked } from '../../ports/store.js';
import type { Turn } from '../turn.js';
import type { LaneInput } from './lane-input.js';

type What = keyof PauseRule;

/** Asks whether something of a journey waits for the end of a pause: anything, or this. */
const isHeldBack = ({ state }: Turn, journey: string, what?: What): boolean => state.held?.some((one) => one.journey === journey && (what === undefined || one.what === what)) === true;

/** From now on what comes for this journey waits behind such a thing. */
export function holdBack(turn: Turn, journey: string, kind: LaneInput['kind']): void {
  const what = whatOf(kind);
  if (!isHeldBack(turn, journey, what)) turn.state = { ...turn.state, held: [...turn.state.held ?? [], { journey, what }] };
}

/** Which part of the rule it is held by; an answer is an event, and so is what came after an entry. */
function whatOf(kind: LaneInput['kind']): What {
  if (kind === 'entry' || kind === 'start') return 'entries';
  return kind === 'timer' ? 'waits' : kind === 'effect' ? 'effects' : 'events';
}

/** What comes later waits behind those of these that a pause holds. */
export function holdBackBehind(turn: Turn, parked: readonly { readonly cause: string; readonly journey: string; readonly input: LaneInput }[]): void {
  for (const { cause, journey, input } of parked) if (cause === 'Paused') holdBack(turn, journey, input.kind);
}

/** Nothing of this journey waits any more. */
export function letGo(turn: Turn, journey: string): void {
  if (!isHeldBack(turn, journey)) return;
  const { held = [], ...state } = turn.state;
  const others = held.filter((other) => other.journey !== journey);
  turn.state = { ...state, ...(others.length > 0 && { held: others }) };
}

/** Dead letters that come from another lane are held here as they were there. */
export function takeParked(turn: Turn, parked: readonly NewParked[]): void {
  turn.parked.push(...parked);
  holdBackBehind(turn, parked.map(({ cause, journey, body }) => ({ cause, journey, input: (JSON.parse(body) as { readonly input: LaneInput }).input })));
}

/**
 * Why something of a journey has to wait: the journey is paused and its rule holds such things, or it is live and an earlier one of this customer still waits; an event waits
 * behind others in any case. So their order is kept while what was held is let go, and where one process has heard of a pause, of its rule or of its end, and another has not.
 * `undefined` where it need not.
 */
export function waitsForResume(turn: Turn, journey: string, { rule: which, what }: { readonly rule: Exclude<What, 'effects'>; readonly what: string }): string | undefined {
  const status = turn.world.statusOf(journey);
  if (status.status === 'paused' && status.rule[which] === 'hold') return `'${journey}' is paused; ${what}`;
  const isBehind = status.status === 'live' ? isHeldBack(turn, journey) : status.status === 'paused' && which === 'events' && isHeldBack(turn, journey, 'events');
  return isBehind ? `what was held for '${journey}' before it has not gone on yet; ${what}` : undefined;
}
