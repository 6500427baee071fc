import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { allStates, lineage, waysOf, type Way } from '../walk-machine.js';
import { refuse, warn, type Finding } from './finding.js';

/**
 * A state that is not final and that nothing leaves keeps its customers until the time to live. Refused, or only named where the
 * journey has exit criteria: then it may well be meant to rest there.
 */
export function checkDeadEnds(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  const say = (declaration.exit ?? []).length > 0 ? warn : refuse;
  return allStates(machine).filter((state) => state.type === 'atomic' && !canBeLeft(state)).map((state) =>
    say(state, "is a dead end: nothing leaves it. Make it final, or give it an event, a delay or an activity"));
}

const canBeLeft = (state: AnyStateNode): boolean => lineage(state).some((holder) => waysOf(holder).some((way) => leaves(way, state, holder)));

/** a region is not completed by a state that is not final, so `onDone` around it leaves nothing */
const leaves = (way: Way, state: AnyStateNode, holder: AnyStateNode): boolean => way.event !== `xstate.done.state.${holder.id}` && way.targets.some((target) => target !== state);
