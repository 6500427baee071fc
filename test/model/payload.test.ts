import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaultLimits } from '../../src/model/limits.js';
import { checkPayload } from '../../src/model/payload.js';
import { refusalOf } from './refusal-of.js';

const order = z.strictObject({ number: z.string(), lines: z.array(z.object({ sku: z.string(), quantity: z.number().int().positive() })), note: z.string().optional() });
const check = (data: unknown, schema: z.ZodType = order): unknown => checkPayload(schema, data, { limits: defaultLimits });

describe('Event data against the schema its journey declares (line 28)', () => {
  it('comes out as the schema says, frozen', () => {
    const checked = check({ number: 'A-17', lines: [{ sku: 'a', quantity: 1 }] });
    expect(checked).toEqual({ number: 'A-17', lines: [{ sku: 'a', quantity: 1 }] });
    expect(Object.isFrozen(checked)).toBe(true);
  });

  it('is refused with every place at fault and no value', () => {
    const { code, facts, message } = refusalOf(() => check({ number: 4711, lines: [{ sku: 'a', quantity: 1 }, { sku: 'secret', quantity: -4712 }], vip: 'secret' }));
    expect(code).toBe('InvalidPayload');
    expect(facts).toEqual({ path: 'data.number', paths: ['data.number', 'data.lines[1].quantity', 'data.vip'] });
    expect(message).not.toMatch(/4711|4712|secret/);
  });

  it.each<readonly [string, z.ZodType, unknown, string]>([
    ['another type', z.object({ a: z.string() }), { a: 5 }, 'data.a (expected string)'],
    ['another word', z.object({ a: z.enum(['S', 'M']) }), { a: 'secret' }, "data.a (expected 'S' or 'M')"],
    ['a word of many', z.object({ a: z.enum(['a', 'b', 'c', 'd', 'e', 'f']) }), { a: 'secret' }, "'e' or another of its values)"],
    ['too short a list', z.object({ a: z.array(z.string()).min(2) }), { a: ['secret'] }, 'data.a (expected array of at least 2)'],
    ['too large a number', z.object({ a: z.number().lt(5) }), { a: 4711 }, 'data.a (expected number below 5)'],
    ['a text of another length', z.object({ a: z.string().length(3) }), { a: 'secret' }, 'data.a (expected string of exactly 3)'],
    ['no address', z.object({ a: z.email() }), { a: 'secret' }, 'data.a (expected a text of the form email)'],
    ['another pattern', z.object({ a: z.string().regex(/^A-/) }), { a: 'secret' }, 'data.a (expected a text of the pattern in the schema)'],
    ['no multiple', z.object({ a: z.number().multipleOf(5) }), { a: 4711 }, 'data.a (expected a multiple of 5)'],
    ['one field more', z.strictObject({}), { a: 'secret' }, 'data.a (no such field)'],
    ['none of two shapes', z.object({ a: z.union([z.number(), z.boolean()]) }), { a: 'secret' }, 'data.a (fits none of the shapes it may have)'],
    ['a rule of the author', z.object({ a: z.string().refine(() => false, 'secret') }), { a: 'x' }, 'data.a (a rule of the schema does not hold)'],
  ])('says what was expected, and not what came: %s', (_, schema, data, words) => {
    const { message } = refusalOf(() => check(data, schema));
    expect(message).toContain(words);
    expect(message).not.toMatch(/secret|4711/);
  });

  it('names at most twenty places', () => {
    const { facts } = refusalOf(() => check({ number: 'A', lines: Array.from({ length: 50 }, () => ({})) }));
    expect(facts.paths).toHaveLength(20);
  });

  it('names no key that is not a plain word', () => {
    expect(refusalOf(() => check({ 'ann@example.org': {} }, z.record(z.string(), z.string()))).facts.paths).toEqual(['data.*']);
  });

  it('may be filled with defaults', () => {
    expect(check({}, z.object({ locale: z.string().default('en'), note: z.string().optional() }))).toStrictEqual({ locale: 'en' });
  });

  it('is refused where a transform makes of it what cannot be stored (line 17)', () => {
    const { code, facts } = refusalOf(() => check({ at: '2026-01-31' }, z.object({ at: z.coerce.date() })));
    expect({ code, path: facts.path }).toEqual({ code: 'NotSerializable', path: 'data.at' });
  });

  it('blames the schema, not the event, when the schema throws or waits', () => {
    const throwing = z.object({}).transform(() => { throw new TypeError('broken'); });
    const waiting = z.object({}).refine(async () => true);
    expect(refusalOf(() => check({}, throwing)).code).toBe('DefinitionFault');
    expect(refusalOf(() => check({}, waiting)).code).toBe('DefinitionFault');
  });
});
