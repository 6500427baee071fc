import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { actionPlaces, allStates } from '../walk-machine.js';
import { checkDuration } from './check-declaration.js';
import { refuse, type Finding } from './finding.js';
import { matchesEvent } from './match-event.js';

/** Every event that a state listens to, raises or has a rule for was declared; `message.*` and `*` must meet at least one. */
export function checkEventNames(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  const declared = Object.keys(declaration.events);
  return allStates(machine).flatMap((state) => [
    ...Object.keys(state.config.on ?? {}).filter((descriptor) => !declared.some((type) => matchesEvent(type, descriptor))).map((descriptor) => refuse(state, `listens to '${descriptor}', which is not an event of this journey`)),
    ...raisedBy(state).filter((type) => !declared.includes(type)).map((type) => refuse(state, `raises '${type}', which is not an event of this journey`)),
    ...Object.entries(unhandledAt(state)).flatMap(([type, rule]) => [
      ...(declared.includes(type) ? [] : [refuse(state, `has an unhandled rule for '${type}', which is not an event of this journey`)]),
      ...(isUnhandledRule(rule) ? [] : [refuse(state, `has an unhandled rule for '${type}' that is none of 'ignore', 'fail' or { defer: { withinMs } } with a time of at most ten years`)]),
    ]),
  ]);
}

/** True for `ignore`, `fail` and a `defer` with a time that can pass. */
export function isUnhandledRule(rule: unknown): boolean {
  if (rule === 'ignore' || rule === 'fail') return true;
  const defer = isRecord(rule) ? rule['defer'] : undefined;
  return isRecord(defer) && checkDuration('', defer['withinMs']).length === 0;
}

/** what an author's `raise` names; XState's own for `after` begin with `xstate.` */
function raisedBy(state: AnyStateNode): readonly string[] {
  return actionPlaces(state).flatMap(({ action }) => {
    if (typeof action !== 'function' || !('type' in action) || action.type !== 'xstate.raise' || !('event' in action)) return [];
    const { event } = action;
    const isDelay = 'id' in action && typeof action.id === 'string' && action.id.startsWith('xstate.after.');
    return !isDelay && isRecord(event) && typeof event['type'] === 'string' ? [event['type']] : [];
  });
}

function unhandledAt(state: AnyStateNode): Readonly<Record<string, unknown>> {
  const rules = isRecord(state.meta) ? state.meta['unhandled'] : undefined;
  return isRecord(rules) ? rules : {};
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
