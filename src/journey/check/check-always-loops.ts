import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { effectNames } from '../built-in-effects.js';
import { allStates, childrenOf, lineage, namedAction, pathOf, waysOf, type Way } from '../walk-machine.js';
import { refuse, type Finding } from './finding.js';

/**
 * Ways that are taken at once and without a question lead on for ever when they come back to themselves: refused. A loop with a
 * guard in it may end, and meets the step limit when it does not.
 */
export function checkAlwaysLoops(machine: AnyStateMachine): readonly Finding[] {
  const settled = new Set<Way>();
  const firsts = new Map(allStates(machine).flatMap((state) => immediateWays(state).map((way) => [keyOf(way), way] as const)));
  return [...firsts.values()].filter((way) => isOnLoop(way, firsts, settled)).map((way) =>
    refuse(pathOf(way.from), "moves on for ever: its 'always' has no guard and leads back to it. Add a guard, a delay or an event"));
}

/** the unguarded way that is certainly taken where nothing further in goes first: an `always`, or an `onDone` */
function immediateWays(state: AnyStateNode): readonly Way[] {
  const ways = waysOf(state);
  const always = ways.find((way) => way.event === '');
  const done = ways.find((way) => way.event === doneEvent(state));
  return [always, done].filter((way): way is Way => way !== undefined && way.guard === undefined);
}

function isOnLoop(start: Way, firsts: ReadonlyMap<string, Way>, settled: Set<Way>): boolean {
  const seen = new Set<Way>();
  const open = [...followers(start, firsts)];
  for (let way = open.pop(); way !== undefined; way = open.pop()) {
    if (way === start) return true;
    if (seen.has(way) || settled.has(way)) continue;
    seen.add(way);
    open.push(...followers(way, firsts));
  }
  settled.add(start);
  return false;
}

/** the immediate ways that a way certainly brings about */
function followers(way: Way, firsts: ReadonlyMap<string, Way>): readonly Way[] {
  if (way.targets.length === 0) return way.event === '' && way.actions.some(changesSomething) ? [way] : [];
  return way.targets.flatMap(leavesOf).flatMap((leaf) => nextAfter(leaf, firsts) ?? []);
}

/** XState comes to rest on a step that changes neither states nor facts */
const changesSomething = (action: unknown): boolean => {
  const name = namedAction(action)?.name;
  return name === undefined || name === 'remember' || !effectNames.includes(name);
};

/** inner states go first: XState asks the leaf, then what it lies in; a state that is final completes its parent */
function nextAfter(leaf: AnyStateNode, firsts: ReadonlyMap<string, Way>): Way | undefined {
  const asked = lineage(leaf).find((state) => state.always !== undefined);
  if (asked !== undefined) return firsts.get(keyAlways(asked));
  return leaf.type === 'final' && leaf.parent?.type === 'compound' ? firsts.get(keyDone(leaf.parent)) : undefined;
}

function leavesOf(state: AnyStateNode): readonly AnyStateNode[] {
  if (state.type === 'parallel') return childrenOf(state).flatMap(leavesOf);
  if (state.type === 'compound') return state.initial.target.flatMap(leavesOf);
  return state.type === 'history' ? [] : [state];
}

const doneEvent = (state: AnyStateNode): string => `xstate.done.state.${state.id}`;
const keyAlways = (state: AnyStateNode): string => `always ${state.id}`;
const keyDone = (state: AnyStateNode): string => `done ${state.id}`;
const keyOf = (way: Way): string => (way.event === '' ? keyAlways(way.from) : keyDone(way.from));
