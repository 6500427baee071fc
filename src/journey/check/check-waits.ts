import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { allStates, lineage, waysOf } from '../walk-machine.js';
import { warn, type Finding } from './finding.js';

/** Somebody may never answer: a state that waits for events and has no delay around it is named. */
export function checkWaits(machine: AnyStateMachine): readonly Finding[] {
  return allStates(machine).filter((state) => state.type === 'atomic' && !goesOnByItself(state)).flatMap((state) => {
    const events = [...new Set(lineage(state).flatMap(waysOf).map((way) => way.event))].filter((event) => event !== '' && !event.startsWith('xstate.'));
    return events.length === 0 ? [] : [warn(state, `waits for ${events.map((event) => `'${event}'`).join(', ')} with no time-out; only the time to live ends it. Add an 'after'`)];
  });
}

/** an activity has a time-out of its own */
const goesOnByItself = (state: AnyStateNode): boolean => lineage(state).some((holder) => holder.after.length > 0 || holder.invoke.length > 0);
