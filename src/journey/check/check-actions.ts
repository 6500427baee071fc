import type { AnyStateMachine } from 'xstate';
import { effectNames } from '../built-in-effects.js';
import { actionPlaces, allStates, namedAction } from '../walk-machine.js';
import { inWords, refuse, type Finding, type Place } from './finding.js';

/** what XState builds that is decided within a step and leaves nothing alive behind it */
const pureKinds = new Set(['xstate.assign', 'xstate.raise', 'xstate.cancel', 'xstate.emit', 'xstate.log', 'xstate.enqueueActions']);

/** Actions are effects of the library or are built by XState; a plain function would act once, unseen, and be lost in a crash. */
export function checkActions(machine: AnyStateMachine): readonly Finding[] {
  const own = Object.entries(machine.implementations.actions).filter(([name]) => !effectNames.includes(name));
  const inUse = allStates(machine).flatMap((state) => actionPlaces(state).flatMap(({ action }) => checkAction(machine, state, action)));
  return [...own.flatMap(([name, action]) => checkBuilt(`action '${name}'`, action)), ...new Map(inUse.map((finding) => [inWords(finding), finding])).values()];
}

function checkAction(machine: AnyStateMachine, place: Place, action: unknown): readonly Finding[] {
  const named = namedAction(action);
  if (named === undefined) return checkBuilt(place, action);
  return Object.hasOwn(machine.implementations.actions, named.name) ? [] : [refuse(place, `names '${named.name}', which is not an effect or action of this journey`)];
}

function checkBuilt(place: Place, action: unknown): readonly Finding[] {
  const kind = kindOf(action);
  if (kind === undefined) return [refuse(place, `${typeof place === 'string' ? 'is' : 'has an action that is'} a plain function, which runs outside of what is stored; use an effect such as send, an activity, or assign`)];
  if (pureKinds.has(kind)) return [];
  return [refuse(place, `uses XState's ${kind.replace('xstate.', '')}, whose actor would be lost with the process; use an activity, startJourney, or states written in place`)];
}

const kindOf = (action: unknown): string | undefined => (typeof action === 'function' && 'resolve' in action && 'type' in action && typeof action.type === 'string' ? action.type : undefined);
