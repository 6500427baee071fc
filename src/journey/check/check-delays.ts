import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { defaultLimits } from '../../model/limits.js';
import { actionPlaces, allStates } from '../walk-machine.js';
import { refuse, type Finding, type Place } from './finding.js';

/** A delay that is not a time would fire at once or never: names must be declared, numbers be times within the limit. */
export function checkDelays(machine: AnyStateMachine): readonly Finding[] {
  const declared = Object.entries(machine.implementations.delays);
  const used = allStates(machine).flatMap((state) => delaysAt(state).flatMap((delay) => checkDelay(machine, state, delay)));
  return [...declared.flatMap(([name, delay]) => (typeof delay === 'function' ? [] : checkTime(`delay '${name}'`, delay))), ...used];
}

function delaysAt(state: AnyStateNode): readonly unknown[] {
  const raised = actionPlaces(state).map(({ action }) => action).filter((action) => typeof action === 'function' && 'delay' in action && !isAfter(action)).map((action) => (typeof action === 'function' && 'delay' in action ? action.delay : undefined));
  return [...new Set([...Object.keys(state.config.after ?? {}).map(asWritten), ...raised.filter((delay) => delay !== undefined)])];
}

/** XState's own raise for an `after`, which is read from the configuration */
const isAfter = (action: object): boolean => 'id' in action && typeof action.id === 'string' && action.id.startsWith('xstate.after.');

/** XState takes every key that is a number for milliseconds; an empty one would be 0 */
const asWritten = (key: string): string | number => (key.trim() === '' || Number.isNaN(Number(key)) ? key : Number(key));

function checkDelay(machine: AnyStateMachine, place: Place, delay: unknown): readonly Finding[] {
  if (typeof delay === 'function') return [];
  if (typeof delay !== 'string') return checkTime(place, delay);
  return Object.hasOwn(machine.implementations.delays, delay) ? [] : [refuse(place, `waits for '${delay}', which is not a delay of this journey`)];
}

function checkTime(place: Place, delay: unknown): readonly Finding[] {
  const isTime = typeof delay === 'number' && delay >= 0 && delay <= defaultLimits.delayMs;
  return isTime ? [] : [refuse(place, `has a delay that is not a time between 0 and ${defaultLimits.delayMs} milliseconds (ten years)`)];
}
