import type { AnyStateMachine } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { checkActions } from './check-actions.js';
import { checkActivityCalls } from './check-activity-calls.js';
import { checkAlwaysLoops, checkIdleLoops } from './check-always-loops.js';
import { checkDeadEnds } from './check-dead-ends.js';
import { checkDeclaration } from './check-declaration.js';
import { checkDelays } from './check-delays.js';
import { checkEffects } from './check-effects.js';
import { checkEventNames } from './check-event-names.js';
import { checkFactsBegin } from './check-facts-begin.js';
import { checkGuards } from './check-guards.js';
import { checkHistory } from './check-history.js';
import { checkReachable } from './check-reachable.js';
import { checkRemember } from './check-remember.js';
import { checkRules } from './check-rules.js';
import { checkWaits } from './check-waits.js';
import { refuse, type Finding } from './finding.js';

const checks: readonly ((machine: AnyStateMachine, declaration: AnyDeclaration) => readonly Finding[])[] = [
  (_machine, declaration) => checkDeclaration(declaration),
  (_machine, declaration) => checkRules(declaration),
  checkId,
  checkFactsBegin,
  checkEventNames,
  checkReachable,
  checkHistory,
  checkAlwaysLoops,
  checkIdleLoops,
  checkDeadEnds,
  checkActions,
  checkEffects,
  checkRemember,
  checkGuards,
  checkDelays,
  checkActivityCalls,
  checkWaits,
];

/** All that is wrong or doubtful with a machine and its declaration. */
export function checkJourney(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  return checks.flatMap((check) => check(machine, declaration));
}

/** ids of states, timers and drawings begin with the machine's id */
function checkId(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  return machine.id === declaration.id ? [] : [refuse('id', `is '${machine.id.slice(0, 100)}' in the machine; it must be the declaration's`)];
}
