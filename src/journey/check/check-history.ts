import type { AnyStateMachine } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { allStates } from '../walk-machine.js';
import { refuse, type Finding } from './finding.js';

/** A history of parallel regions says where to go the first time: without it XState enters states that it never leaves. */
export function checkHistory(machine: AnyStateMachine, _declaration: AnyDeclaration): readonly Finding[] {
  return allStates(machine)
    .filter((state) => state.type === 'history' && state.parent?.type === 'parallel' && state.config.target === undefined)
    .map((state) => refuse(state, 'is a history of parallel regions without a target; say where it leads the first time'));
}
