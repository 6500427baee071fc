import type { AnyStateNode } from 'xstate';
import type { AnyJourney } from './journey.js';
import { allStates, childrenOf, lineage, pathOf, waysOf } from './walk-machine.js';

/** Where runs of a journey may rest, by the paths that the log has for them, and the moves between; plain JSON. */
export interface JourneyPlan {
  readonly states: readonly { readonly state: string; readonly isFinal: boolean }[];
  readonly moves: readonly { readonly from: string; readonly to: string }[];
}

/**
 * A journey's states as runs are seen in them: innermost ones, without those that are only passed through. `undefined` where several are active side by
 * side, since what a run is in is then no single state of it.
 */
export function journeyPlan({ root }: AnyJourney): JourneyPlan | undefined {
  const all = allStates(root.machine);
  if (all.some(({ type }) => type === 'parallel')) return undefined;
  const resting = all.filter(isResting);
  const moves = new Map(resting.flatMap((from) => leadsTo(from).map((to) => [JSON.stringify([pathOf(from), pathOf(to)]), { from: pathOf(from), to: pathOf(to) }] as const)));
  return { states: resting.map((state) => ({ state: pathOf(state), isFinal: state.type === 'final' && state.parent === root })), moves: [...moves.values()] };
}

const isResting = (state: AnyStateNode): boolean => state.type !== 'history' && childrenOf(state).length === 0 && !isPassed(state);

/** Left in the very step that came to it. */
const isPassed = (state: AnyStateNode): boolean => waysOf(state).some(({ event, guard, targets }) => event === '' && guard === undefined && targets.length > 0);

const leadsTo = (from: AnyStateNode): readonly AnyStateNode[] => lineage(from).flatMap(waysOf).flatMap(({ targets }) => targets).flatMap((target) => restsAt(target, new Set()));

function restsAt(state: AnyStateNode, passed: Set<AnyStateNode>): readonly AnyStateNode[] {
  if (passed.has(state) || state.type === 'history') return [];
  passed.add(state);
  const onward = childrenOf(state).length > 0 ? state.initial.target : waysOf(state).filter(({ event }) => event === '').flatMap(({ targets }) => targets);
  return [...(isResting(state) ? [state] : []), ...onward.flatMap((next) => restsAt(next, passed))];
}
