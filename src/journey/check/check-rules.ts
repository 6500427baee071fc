import type { AnyDeclaration } from '../../model/declaration.js';
import { checkDuration, isStorableName } from './check-declaration.js';
import { checkEntryWindow } from './check-entry-window.js';
import { isUnhandledRule } from './check-event-names.js';
import { refuse, type Finding } from './finding.js';
import { mayHaveField } from './schema-fields.js';

/** Who enters, what ends a run, what counts as success: all by declared events, with times that can pass. */
export function checkRules(declaration: AnyDeclaration): readonly Finding[] {
  return [...checkEntry(declaration), ...checkReentry(declaration), ...checkEntryWindow(declaration), ...checkExit(declaration), ...checkGoals(declaration), ...checkUnhandled(declaration)];
}

function checkEntry({ entry, events }: AnyDeclaration): readonly Finding[] {
  const on: readonly string[] = entry.on;
  if (on.length === 0) return [refuse('entry.on', 'names no event; nobody could ever enter')];
  const { key } = entry;
  const keyless = key === undefined ? [] : on.filter((type) => Object.hasOwn(events, type) && !mayHaveField(events[type], key));
  return [...undeclared('entry.on', on, events), ...keyless.map((type) => refuse('entry.key', `is a field that '${type}' does not carry; every entry event must`))];
}

function checkReentry({ entry }: AnyDeclaration): readonly Finding[] {
  switch (entry.reentry.mode) {
    case 'never':
    case 'after-exit':
    case 'restart': return [];
    case 'after-cool-down': return checkDuration('entry.reentry.coolDownMs', entry.reentry.coolDownMs);
    case 'per-key': return entry.key === undefined ? [refuse('entry.reentry', "is per-key, but entry has no 'key' to tell runs apart")] : [];
    default: return [refuse('entry.reentry.mode', 'is none of never, after-exit, after-cool-down, per-key, restart')];
  }
}

function checkExit({ exit = [], events }: AnyDeclaration): readonly Finding[] {
  return exit.flatMap((rule, index) => [
    ...undeclared(`exit[${index}].on`, [rule.on], events),
    ...(['immediate', 'step', 'action'].includes(rule.when) ? [] : [refuse(`exit[${index}].when`, 'is none of immediate, step, action')]),
    ...(isStorableName(rule.reason) ? [] : [refuse(`exit[${index}].reason`, 'is empty, too long or holds what no store keeps; reports count exits by it')]),
  ]);
}

function checkGoals({ goals = [], events }: AnyDeclaration): readonly Finding[] {
  return goals.flatMap((goal, index) => [
    ...(goal.on.length === 0 ? [refuse(`goals[${index}].on`, 'names no event; the goal could never be reached')] : undeclared(`goals[${index}].on`, goal.on, events)),
    ...checkDuration(`goals[${index}].withinMs`, goal.withinMs),
    ...(isStorableName(goal.name) ? [] : [refuse(`goals[${index}].name`, 'is empty, too long or holds what no store keeps; figures count it by it')]),
    ...(goals.findIndex((other) => other.name === goal.name) < index ? [refuse(`goals[${index}].name`, 'is the name of another goal')] : []),
  ]);
}

function checkUnhandled({ unhandled = {}, events }: AnyDeclaration): readonly Finding[] {
  return [...undeclared('unhandled', Object.keys(unhandled), events), ...Object.entries(unhandled).filter(([, rule]) => !isUnhandledRule(rule)).map(([type]) => refuse(`unhandled.${type}`, "is none of 'ignore', 'fail' or { defer: { withinMs } } with a time of at most ten years"))];
}

const undeclared = (path: string, types: readonly string[], events: object): readonly Finding[] =>
  types.filter((type) => !Object.hasOwn(events, type)).map((type) => refuse(path, `names '${String(type).slice(0, 100)}', which is not an event of this journey`));
