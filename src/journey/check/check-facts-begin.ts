import type { AnyStateMachine } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { refuse, type Finding } from './finding.js';

/** What a journey knows from its first moment is declared too, so that every field of its context has a data class. */
export function checkFactsBegin(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  const { context } = machine.config;
  if (typeof context !== 'object' || context === null) return [];
  return Object.keys(context).filter((name) => !Object.hasOwn(declaration.facts, name)).map((name) => refuse('context', `begins with '${name}', which has no data class; declare it under facts`));
}
