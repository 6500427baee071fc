import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { allStates, waysOf } from '../walk-machine.js';
import { refuse, warn, type Finding } from './finding.js';

/** What a state invokes is an activity of the declaration, by name, with a way out when it fails; nothing else outlives a process. */
export function checkActivityCalls(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  const activities = declaration.activities ?? {};
  const calls = allStates(machine).flatMap((state) => callsOf(state).map((call, index) => ({ state, call, id: state.invoke[index]?.id ?? '' })));
  const seen = new Set<string>();
  const twice = calls.filter(({ id }) => seen.size === seen.add(id).size);
  return [
    ...calls.flatMap(({ state, call, id }) => checkCall(state, call, id, activities)),
    ...twice.map(({ state, id }) => refuse(state, `calls an activity under the id '${id}', which another call has`)),
  ];
}

function checkCall(state: AnyStateNode, call: Call, id: string, activities: object): readonly Finding[] {
  const { src } = call;
  if (typeof src !== 'string') return [refuse(state, 'invokes an actor written in place, which would be lost with the process; declare an activity and name it')];
  if (!Object.hasOwn(activities, src)) return [refuse(state, `invokes '${src}', which is not an activity of this journey`)];
  const live = ['systemId', 'onSnapshot'].filter((word) => call[word] !== undefined).map((word) => refuse(state, `uses '${word}' on activity '${src}', which only a live actor has; take it out`));
  return [...live, ...checkFailure(state, src, id)];
}

function checkFailure(state: AnyStateNode, src: string, id: string): readonly Finding[] {
  const ways = waysOf(state).filter((way) => way.event === `xstate.error.actor.${id}`);
  if (ways.length === 0) return [refuse(state, `has no onError for activity '${src}'; an activity can always fail, and the journey would break there`)];
  return ways.some((way) => way.guard === undefined) ? [] : [warn(state, `has only guarded transitions in onError of '${src}'; when none holds, the journey breaks there`)];
}

type Call = Readonly<Record<string, unknown>>;
const callsOf = (state: AnyStateNode): readonly Call[] => [state.config.invoke ?? []].flat().map((call) => ({ ...call }));
