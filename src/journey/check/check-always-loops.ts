import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { effectNames } from '../built-in-effects.js';
import { allStates, childrenOf, lineage, namedAction, waysOf, type Way } from '../walk-machine.js';
import { refuse, warn, type Finding } from './finding.js';

/**
 * Ways that are taken at once and without a question lead on for ever when they come back to themselves: refused. A loop with a
 * guard in it may end, and meets the step limit when it does not.
 */
export function checkAlwaysLoops(machine: AnyStateMachine): readonly Finding[] {
  return ringsOf(machine, immediateWays).map((way) => refuse(way.from, "moves on for ever: its 'always' has no guard and leads back to it. Add a guard, a delay or an event"));
}

/** A loop through a delay of 0 rests at every turn, so events still come in, but it is a turn of work without end: named. */
export function checkIdleLoops(machine: AnyStateMachine): readonly Finding[] {
  const ways = ringsOf(machine, (state) => [...immediateWays(state), ...idleWays(state)]);
  return ways.filter((way) => way.delay !== undefined).map((way) => warn(way.from, "comes back to itself after a delay of 0, again and again; give the delay a time, or add a guard"));
}

/** the ways on a ring of those that are certainly taken */
function ringsOf(machine: AnyStateMachine, waysAt: (state: AnyStateNode) => readonly Way[]): readonly Way[] {
  const firsts = new Map(allStates(machine).flatMap((state) => waysAt(state).map((way) => [keyOf(way), way] as const)));
  const next = new Map([...firsts.values()].map((way) => [way, followers(way, firsts)] as const));
  // what leads nowhere is taken away from the end, then what nothing leads to from the beginning: rings are left
  const rings = peel(reversed(peel(next)));
  return [...firsts.values()].filter((way) => rings.has(way));
}

type Steps = ReadonlyMap<Way, readonly Way[]>;

/** without the ways that lead to none of the others, again and again */
function peel(steps: Steps): Steps {
  const before = reversed(steps);
  const left = new Map([...steps].map(([way, after]) => [way, after.length]));
  const open = [...steps.keys()].filter((way) => left.get(way) === 0);
  for (let way = open.pop(); way !== undefined; way = open.pop()) {
    left.delete(way);
    for (const earlier of before.get(way) ?? []) {
      const count = (left.get(earlier) ?? 0) - 1;
      left.set(earlier, count);
      if (count === 0) open.push(earlier);
    }
  }
  return new Map([...left.keys()].map((way) => [way, (steps.get(way) ?? []).filter((after) => left.has(after))]));
}

function reversed(steps: Steps): Steps {
  const before = new Map<Way, Way[]>([...steps.keys()].map((way) => [way, []]));
  for (const [way, after] of steps) for (const later of after) before.get(later)?.push(way);
  return before;
}

/** the unguarded way that is certainly taken where nothing further in goes first: an `always`, or an `onDone` */
function immediateWays(state: AnyStateNode): readonly Way[] {
  const ways = waysOf(state);
  const always = ways.find((way) => way.event === '');
  const done = ways.find((way) => way.event === doneEvent(state));
  return [always, done].filter((way): way is Way => way !== undefined && way.guard === undefined);
}

/** the unguarded way that a delay of 0 brings about */
function idleWays(state: AnyStateNode): readonly Way[] {
  const idle = waysOf(state).find((way) => way.delay !== undefined && way.guard === undefined && way.targets.length > 0 && isZero(state, way.delay));
  return idle === undefined ? [] : [idle];
}

const isZero = ({ machine }: AnyStateNode, delay: unknown): boolean => Number(typeof delay === 'string' && Object.hasOwn(machine.implementations.delays, delay) ? machine.implementations.delays[delay] : delay) === 0;

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
  const done = leaf.type === 'final' && leaf.parent?.type === 'compound' ? firsts.get(keyDone(leaf.parent)) : undefined;
  return done ?? lineage(leaf).map((state) => firsts.get(keyIdle(state))).find((way) => way !== undefined);
}

function leavesOf(state: AnyStateNode): readonly AnyStateNode[] {
  if (state.type === 'parallel') return childrenOf(state).flatMap(leavesOf);
  if (state.type === 'compound') return state.initial.target.flatMap(leavesOf);
  return state.type === 'history' ? [] : [state];
}

const doneEvent = (state: AnyStateNode): string => `xstate.done.state.${state.id}`;
const keyAlways = (state: AnyStateNode): string => `always ${state.id}`;
const keyDone = (state: AnyStateNode): string => `done ${state.id}`;
const keyIdle = (state: AnyStateNode): string => `idle ${state.id}`;
function keyOf({ from, event, delay }: Way): string {
  if (delay !== undefined) return keyIdle(from);
  return event === '' ? keyAlways(from) : keyDone(from);
}
