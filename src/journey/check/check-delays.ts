import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { defaultLimits } from '../../model/limits.js';
import { isWait } from '../waits.js';
import { actionPlaces, allStates } from '../walk-machine.js';
import { checkWait } from './check-wait.js';
import { refuse, type Finding, type Place } from './finding.js';

/** A delay that is not a time would fire at once or never: names must be declared, numbers be times within the limit, waits name what exists. */
export function checkDelays(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  const declared: readonly (readonly [string, unknown])[] = Object.entries(machine.implementations.delays);
  const actions: readonly (readonly [string, unknown])[] = Object.entries(machine.implementations.actions);
  const named = actions.flatMap(([name, action]) => delaysOf([action]).flatMap((delay) => [...checkDelay(machine, `action '${name}'`, delay), ...checkRaised(machine, `action '${name}'`, delay)]));
  const used = allStates(machine).flatMap((state) => [...delaysAt(state).flatMap((delay) => checkDelay(machine, state, delay)), ...raisedDelays(state).flatMap((delay) => checkRaised(machine, state, delay))]);
  return [...declared.flatMap(([name, delay]) => checkDeclared(name, delay, declaration)), ...named, ...used];
}

function checkDeclared(name: string, delay: unknown, declaration: AnyDeclaration): readonly Finding[] {
  if (typeof delay === 'function') return [];
  return isWait(delay) ? checkWait(name, delay, declaration) : checkTime(`delay '${name}'`, delay);
}

const delaysAt = (state: AnyStateNode): readonly unknown[] => [...new Set([...Object.keys(state.config.after ?? {}).map(asWritten), ...raisedDelays(state)])];

const raisedDelays = (state: AnyStateNode): readonly unknown[] => delaysOf(actionPlaces(state).map(({ action }) => action));

/** The delays of what XState built for later, such as `raise`. */
function delaysOf(actions: readonly unknown[]): readonly unknown[] {
  const raised = actions.filter((action) => typeof action === 'function' && 'delay' in action && !isAfter(action)).map((action) => (typeof action === 'function' && 'delay' in action ? action.delay : undefined));
  return raised.filter((delay) => delay !== undefined);
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

/** Only an `after` can be set anew when its date moves: it is named after its delay. */
function checkRaised(machine: AnyStateMachine, place: Place, delay: unknown): readonly Finding[] {
  const declared: unknown = typeof delay === 'string' ? machine.implementations.delays[delay] : undefined;
  return isWait(declared) ? [refuse(place, `raises an event after '${String(delay)}', which is a wait; write it as an 'after' of a state`)] : [];
}

function checkTime(place: Place, delay: unknown): readonly Finding[] {
  const isTime = typeof delay === 'number' && delay >= 0 && delay <= defaultLimits.delayMs;
  return isTime ? [] : [refuse(place, `has a delay that is not a time between 0 and ${defaultLimits.delayMs} milliseconds (ten years)`)];
}
