import type { AnyDeclaration } from '../../model/declaration.js';
import { JourneyError } from '../../errors/index.js';
import { toCanonical } from '../../model/canonical-value.js';
import { capabilitySchema } from '../../model/capability.js';
import { dataClassSchema } from '../../model/data-class.js';
import { checkEventType } from '../../model/event-type.js';
import { isJourneyId } from '../../model/journey-id.js';
import { defaultLimits } from '../../model/limits.js';
import { unknownIn } from '../../model/refuse-unknown.js';
import { checkFactSchema } from './check-fact-schema.js';
import { refuse, type Finding } from './finding.js';

/** The upper half of a journey by itself: names that can be stored, times that can pass, a data class for every fact. */
export function checkDeclaration(declaration: AnyDeclaration): readonly Finding[] {
  return [
    ...checkHead(declaration),
    ...Object.entries(declaration.events).flatMap(([type, schema]) => checkEvent(type, schema)),
    ...Object.entries(declaration.facts).flatMap(([name, fact]) => checkFact(name, fact)),
    ...Object.entries(declaration.channels).flatMap(([name, needs]) => checkChannel(name, needs)),
    ...Object.entries(declaration.activities ?? {}).flatMap(([name, contract]) => checkActivity(name, contract)),
  ];
}

/** one under another name would be passed over */
const parts = Object.keys({ id: 1, version: 1, events: 1, facts: 1, channels: 1, activities: 1, entry: 1, exit: 1, goals: 1, unhandled: 1, pause: 1, onMerge: 1, priority: 1, ttlMs: 1 } satisfies { readonly [K in keyof AnyDeclaration]-?: 1 });

function checkHead(declaration: AnyDeclaration): readonly Finding[] {
  const { id, version, ttlMs, priority = 0 } = declaration;
  return [
    ...unknownIn(declaration, parts).map((name) => refuse(name, `is no part of a journey; known are ${parts.join(', ')}`)),
    ...(typeof id === 'string' && isJourneyId(id) ? [] : [refuse('id', 'is not lower case words joined by hyphens, at most 64 characters')]),
    ...(Number.isSafeInteger(version) && version > 0 ? [] : [refuse('version', 'is not a whole number from 1')]),
    ...checkDuration('ttlMs', ttlMs),
    ...(typeof priority === 'number' && priority >= 0 && priority <= 100 ? [] : [refuse('priority', 'is not a number from 0 to 100')]),
  ];
}

/** Milliseconds that can pass: above 0, at most ten years. */
export function checkDuration(path: string, ms: unknown): readonly Finding[] {
  const passes = typeof ms === 'number' && ms > 0 && ms <= defaultLimits.delayMs;
  return passes ? [] : [refuse(path, `is not a time in milliseconds above 0 and at most ${defaultLimits.delayMs} (ten years)`)];
}

function checkEvent(type: string, schema: unknown): readonly Finding[] {
  const path = `events.${type.slice(0, 100)}`;
  return [...(isEventType(type) ? [] : [refuse(path, 'is not an event type a journey may have: 1 to 200 letters, digits and ._:-, none of the beginnings that XState and the library keep')]), ...(isSchema(schema) ? [] : [refuse(path, 'has no zod schema')])];
}

function isEventType(type: string): boolean {
  try {
    checkEventType(type, defaultLimits, 'channel');
    return true;
  } catch (error) {
    if (JourneyError.is(error)) return false;
    throw error;
  }
}

function checkFact(name: string, fact: unknown): readonly Finding[] {
  const path = `facts.${name.slice(0, 100)}`;
  const named = name in {} || /^[$_]/.test(name) || !isStorableName(name) ? [refuse(path, "has a name that is empty, too long, begins with '$' or '_', holds what no store keeps, or is JavaScript's own, and could not be stored")] : [];
  if (!isRecord(fact) || !isSchema(fact['schema'])) return [...named, refuse(path, 'has no data class and schema; write facts.personal(z.string()) or the like')];
  const classed = dataClassSchema.safeParse(fact['dataClass']).success ? [] : [refuse(path, 'has no data class; it is public, internal, personal or sensitive')];
  return [...named, ...classed, ...checkFactSchema(path, fact['schema'])];
}

/** Asks whether every store can keep something under this name. */
export function isStorableName(name: unknown): boolean {
  if (typeof name !== 'string' || name === '') return false;
  try {
    toCanonical({ [name]: null }, defaultLimits);
    return true;
  } catch (error) {
    if (JourneyError.is(error)) return false;
    throw error;
  }
}

function checkChannel(name: string, needs: unknown): readonly Finding[] {
  const path = `channels.${name.slice(0, 100)}`;
  const reserved = name === 'best' ? [refuse(path, "is a name that 'send' keeps for the channel that serves best")] : [];
  return [...reserved, ...unstorable(path, name), ...(Array.isArray(needs) && needs.every((need) => capabilitySchema.safeParse(need).success) ? [] : [refuse(path, `needs something no channel can carry; known are ${capabilitySchema.options.join(', ')}`)])];
}

function checkActivity(name: string, contract: unknown): readonly Finding[] {
  const path = `activities.${name.slice(0, 100)}`;
  if (!isRecord(contract) || !isSchema(contract['input']) || !isSchema(contract['output'])) return [refuse(path, 'has no schemas for input and output; write activity({ input, output, timeoutMs })')];
  const attempts = contract['attempts'];
  const tries = typeof attempts === 'number' && Number.isSafeInteger(attempts) && attempts > 0;
  return [...unstorable(path, name), ...checkDuration(`${path}.timeoutMs`, contract['timeoutMs']), ...(tries ? [] : [refuse(`${path}.attempts`, 'is not a whole number from 1')])];
}

const unstorable = (path: string, name: string): readonly Finding[] => (isStorableName(name) ? [] : [refuse(path, 'has a name that is empty, too long or holds what no store keeps')]);

const isSchema = (value: unknown): boolean => isRecord(value) && '_zod' in value;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
