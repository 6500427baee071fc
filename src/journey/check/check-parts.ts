import type { AnyDeclaration } from '../../model/declaration.js';
import { refuse, type Finding } from './finding.js';

/** A declaration written without TypeScript may lack whole parts; the other checks rely on them. */
export function checkParts(declaration: AnyDeclaration): readonly Finding[] {
  if (!isRecord(declaration)) return [refuse('the declaration', 'is not an object')];
  const { events, facts, channels, activities, entry, exit, goals, unhandled } = declaration;
  return [
    ...Object.entries({ events, facts, channels, entry, activities: activities ?? {}, unhandled: unhandled ?? {} }).filter(([, part]) => !isRecord(part)).map(([name]) => refuse(name, 'is missing or not an object')),
    ...(isRecord(entry) && (!Array.isArray(entry['on']) || !isRecord(entry['reentry'])) ? [refuse('entry', "needs a list of events in 'on' and a 'reentry' with its mode")] : []),
    ...Object.entries({ exit: exit ?? [], goals: goals ?? [] }).filter(([, part]) => !Array.isArray(part) || !part.every(isRecord)).map(([name]) => refuse(name, 'is not a list of rules')),
    ...(Array.isArray(goals) && !goals.every((goal) => isRecord(goal) && Array.isArray(goal['on'])) ? [refuse('goals', "need a list of events in 'on'")] : []),
  ];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
