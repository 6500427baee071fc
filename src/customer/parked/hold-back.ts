import type { NewParked } from '../../ports/store.js';
import type { PauseRule } from '../../model/declaration.js';
import type { Turn } from '../turn.js';

/** Asks whether something of a journey waits for the end of a pause. */
export const isHeldBack = ({ state }: Turn, journey: string): boolean => state.held?.includes(journey) === true;

/** From now on what comes for this journey waits. */
export function holdBack(turn: Turn, journey: string): void {
  if (!isHeldBack(turn, journey)) turn.state = { ...turn.state, held: [...turn.state.held ?? [], journey] };
}

/** Nothing of this journey waits any more. */
export function letGo(turn: Turn, journey: string): void {
  if (!isHeldBack(turn, journey)) return;
  const { held = [], ...state } = turn.state;
  const others = held.filter((other) => other !== journey);
  turn.state = { ...state, ...(others.length > 0 && { held: others }) };
}

/** Dead letters that come from another lane are held here as they were there. */
export function takeParked(turn: Turn, parked: readonly NewParked[]): void {
  turn.parked.push(...parked);
  for (const { cause, journey } of parked) if (cause === 'Paused') holdBack(turn, journey);
}

/**
 * Why something of a journey has to wait: the journey is paused and its rule holds such things, or it is live and an earlier one of this customer still waits. So their order
 * is kept while what was held is let go, and where one process has heard of a pause, or of its end, and another has not. `undefined` where it need not.
 */
export function waitsForResume(turn: Turn, journey: string, { rule: which, what }: { readonly rule: Exclude<keyof PauseRule, 'effects'>; readonly what: string }): string | undefined {
  const status = turn.world.statusOf(journey);
  if (status.status === 'paused') return status.rule[which] === 'hold' ? `'${journey}' is paused; ${what}` : undefined;
  return status.status === 'live' && isHeldBack(turn, journey) ? `what was held for '${journey}' before it has not gone on yet; ${what}` : undefined;
}
