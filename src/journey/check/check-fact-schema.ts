import { definitionOf } from './schema-fields.js';
import { refuse, type Finding } from './finding.js';

/** what zod can give and no store keeps, and what to keep instead */
const instead: ReadonlyMap<unknown, string> = new Map([
  ['date', 'keep a text such as z.iso.datetime(), or milliseconds as z.number()'],
  ['bigint', 'keep its digits as z.string()'],
  ['map', 'keep a z.record()'],
  ['set', 'keep a z.array()'],
  ['symbol', 'keep a z.string()'],
  ['nan', 'keep a z.number().nullable()'],
  ['function', 'keep what it answers'],
  ['promise', 'keep what it ends in'],
  ['file', 'keep its name or address'],
]);
const wrappers: readonly unknown[] = ['nullable', 'optional', 'nonoptional', 'default', 'prefault', 'catch', 'readonly'];

/** A fact that is certain to hold what cannot be stored would park its first customer. */
export function checkFactSchema(path: string, schema: unknown, seen: ReadonlySet<unknown> = new Set()): readonly Finding[] {
  const definition = definitionOf(schema);
  // a schema may lie in itself
  if (definition === undefined || seen.has(schema)) return [];
  const { type } = definition;
  const advice = instead.get(type);
  if (advice !== undefined) return [refuse(path, `holds what z.${String(type)}() gives, which cannot be stored; ${advice}`)];
  return partsOf(definition).flatMap(([name, part]) => checkFactSchema(`${path}${name}`, part, new Set([...seen, schema])));
}

/** the schemas that a schema's values are certainly made of, each with its place */
function partsOf(definition: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const { type, shape } = definition;
  if (wrappers.includes(type)) return [['', definition['innerType']]];
  if (type === 'array') return [['[]', definition['element']]];
  if (type === 'record') return [['.*', definition['valueType']]];
  if (type === 'pipe') return [['', definition['out']]];
  return type === 'object' && typeof shape === 'object' && shape !== null ? Object.entries(shape).map(([name, part]) => [`.${name.slice(0, 100)}`, part]) : [];
}
