import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkFactSchema } from '../../../src/journey/check/check-fact-schema.js';

const found = (schema: unknown) => checkFactSchema('fact', schema).map(({ severity, path, sentence }) => `${severity} ${path}: ${sentence}`);
const refused = (place: string, type: string, instead: string) => [`refuse ${place}: holds what z.${type}() gives, which cannot be stored; ${instead}`];

const unstorable: readonly (readonly [string, z.ZodType, string])[] = [
  ['date', z.date(), 'keep a text such as z.iso.datetime(), or milliseconds as z.number()'],
  ['bigint', z.bigint(), 'keep its digits as z.string()'],
  ['map', z.map(z.string(), z.string()), 'keep a z.record()'],
  ['set', z.set(z.string()), 'keep a z.array()'],
  ['symbol', z.symbol(), 'keep a z.string()'],
  ['nan', z.nan(), 'keep a z.number().nullable()'],
  ['promise', z.promise(z.string()), 'keep what it ends in'],
  ['file', z.file(), 'keep its name or address'],
];

describe('a fact that no store could keep is refused, with what to keep instead:', () => {
  test.each(unstorable)('%s', (type, schema, instead) => {
    expect(found(schema)).toEqual(refused('fact', type, instead));
  });

  test('a function', () => {
    expect(checkFactSchema('fact', { _zod: { def: { type: 'function' } } })[0]?.sentence).toBe('holds what z.function() gives, which cannot be stored; keep what it answers');
  });
});

describe('it is found wherever it stands, and its place is named:', () => {
  const instead = 'keep a text such as z.iso.datetime(), or milliseconds as z.number()';
  const inside: readonly (readonly [string, z.ZodType, string])[] = [
    ['where it may be null', z.date().nullable(), 'fact'],
    ['where it may be missing', z.object({ at: z.date().optional() }), 'fact.at'],
    ['where it may not be missing', z.date().optional().nonoptional(), 'fact'],
    ['with a default', z.date().default(new Date(0)), 'fact'],
    ['with a default that is read', z.date().prefault(new Date(0)), 'fact'],
    ['with a fall-back', z.date().catch(new Date(0)), 'fact'],
    ['where it is only read', z.date().readonly(), 'fact'],
    ['in a list', z.array(z.object({ at: z.date() })), 'fact[].at'],
    ['under any key', z.record(z.string(), z.date()), 'fact.*'],
    ['at the end of a pipe', z.string().pipe(z.transform(() => new Date(0))).pipe(z.date()), 'fact'],
    ['deep inside', z.object({ order: z.object({ sent: z.date() }) }), 'fact.order.sent'],
  ];
  test.each(inside)('%s', (_, schema, place) => {
    expect(found(schema)).toEqual(refused(place, 'date', instead));
  });

  test('each once, and long names are cut', () => {
    expect(found(z.object({ from: z.date(), ['x'.repeat(300)]: z.bigint() })).map((one) => one.split(':')[0])).toEqual(['refuse fact.from', `refuse fact.${'x'.repeat(100)}`]);
  });
});

describe('what a store keeps is let through:', () => {
  const category: unknown = z.object({ name: z.string(), get inside() { return z.array(category as z.ZodType); } });
  const sound: readonly (readonly [string, unknown])[] = [
    ['texts, numbers, yes and no', z.object({ name: z.string(), age: z.number(), member: z.boolean().nullable() })],
    ['a schema that lies in itself', category],
    ['a date that comes out as a text', z.date().transform((at) => at.toISOString()).pipe(z.string())],
    ['what is no schema', { type: 'date' }],
    ['nothing', undefined],
    ['an object whose fields nobody tells', { _zod: { def: { type: 'object', shape: null } } }],
    ['a field that only looks like a list of fields', { _zod: { def: { type: 'string', shape: { at: z.date() }, element: z.date(), valueType: z.date(), out: z.date(), innerType: z.date() } } }],
  ];
  test.each(sound)('%s', (_, schema) => {
    expect(found(schema)).toEqual([]);
  });
});
