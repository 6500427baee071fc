import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { actionPlaces, allStates, namedAction } from '../walk-machine.js';
import { refuse, warn, type Finding } from './finding.js';
import { matchesEvent } from './match-event.js';
import { mayHaveField } from './schema-fields.js';

/** `remember` copies fields of the same name: refused where nothing that reaches it has one, named where only some have. */
export function checkRemember(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  return allStates(machine).flatMap((state) => actionPlaces(state).flatMap(({ action, event }) => {
    const sources = event === undefined ? undefined : sourcesOf(state, event, declaration);
    return sources === undefined ? [] : factsOf(action).flatMap((fact) => checkFact(state, fact, sources));
  }));
}

interface Source { readonly name: string; readonly schema: unknown }

function checkFact(state: AnyStateNode, fact: string, sources: readonly Source[]): readonly Finding[] {
  const without = sources.filter(({ schema }) => !mayHaveField(schema, fact));
  if (sources.length === 0) return [refuse(state, `remembers '${fact}' where nothing brings it: a delay or a failure has no data`)];
  if (without.length === 0) return [];
  const names = without.map(({ name }) => `'${name}'`).join(', ');
  return without.length === sources.length ? [refuse(state, `remembers '${fact}', which ${names} does not have`)] : [warn(state, `remembers '${fact}', which ${names} does not have; the fact then stays as it was`)];
}

/** where the data comes from when a transition is taken; `undefined` where it cannot be told */
function sourcesOf(state: AnyStateNode, event: string, { events, activities = {} }: AnyDeclaration): readonly Source[] | undefined {
  const call = state.invoke.find(({ id }) => event === `xstate.done.actor.${id}`);
  if (call !== undefined) return typeof call.src === 'string' && Object.hasOwn(activities, call.src) ? [{ name: call.src, schema: activities[call.src].output }] : undefined;
  if (event.startsWith('xstate.done.state.')) return undefined;
  if (event.startsWith('xstate.')) return [];
  const heard = Object.entries(events).filter(([type]) => matchesEvent(type, event)).map(([name, schema]) => ({ name, schema }));
  // an event that was never declared is told once, where it is listened to
  return heard.length === 0 ? undefined : heard;
}

function factsOf(action: unknown): readonly string[] {
  const named = namedAction(action);
  if (named?.name !== 'remember' || typeof named.params !== 'object' || named.params === null || !('facts' in named.params)) return [];
  const { facts } = named.params;
  return Array.isArray(facts) ? facts.filter((fact) => typeof fact === 'string') : [];
}
