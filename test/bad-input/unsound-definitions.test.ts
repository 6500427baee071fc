import { describe, expect, test } from 'vitest';
import { raise } from 'xstate';
import { z } from 'zod';
import { activity, days, defineJourney, facts, JourneyError, noData } from 'throughline';
import { canary } from './bad-input-row.js';

const { setup } = defineJourney({ id: 'unsound', version: 1, events: { 'try.began': noData, 'try.ended': noData }, facts: {}, channels: {}, entry: { on: ['try.began'], reentry: { mode: 'never' } }, ttlMs: days(10) });
const over = { type: 'final' };
const cyclic: Record<string, unknown> = { on: { 'try.ended': 'over' } };
cyclic['states'] = { cyclic };
const chain = (length: number): object => Object.fromEntries(Array.from({ length }, (_, at) => [`s${at}`, at === length - 1 ? over : { on: { 'try.ended': `s${at + 1}` } }]));
const nested = (depth: number): object => { let state: object = { after: { 5: '#unsound.over' } }; for (let level = 0; level < depth; level += 1) state = { initial: 'in', states: { in: state } }; return state; };

/** A machine that nobody could run, and a part of what its author is told. */
const unsound: { readonly [what: string]: readonly [states: object, told: string] } = {
  'a target that is missing': [{ a: { on: { 'try.ended': 'nowhere' } }, over }, 'nowhere'],
  'a state that nothing reaches': [{ a: { on: { 'try.ended': 'over' } }, over, lost: { on: { 'try.ended': 'over' } } }, 'lost'],
  'a loop that never rests': [{ a: { always: 'b' }, b: { always: 'a' }, over }, "'always'"],
  'a delay below zero': [{ a: { after: { [-1]: 'over' } }, over }, 'delay'],
  'an action that nobody gave': [{ a: { entry: 'ring', on: { 'try.ended': 'over' } }, over }, 'ring'],
  'an action that is a function': [{ a: { entry: () => canary, on: { 'try.ended': 'over' } }, over }, 'function'],
  'an id with a dot': [{ a: { id: 'a.b', on: { 'try.ended': 'a.b' } }, over }, '.'],
  'a name with a number sign': [{ 'a#b': { on: { 'try.ended': 'over' } }, over }, '#'],
  'a state inside itself': [{ a: cyclic, over }, 'itself'],
  'a hundred thousand states': [chain(100_000), 'more than 10000 states'],
  'a hundred thousand states within one another': [{ a: nested(100_000), over }, ''],
  'states that are a list': [[{ on: { 'try.ended': 'over' } }], ''],
  'a state that is a text': [{ a: 'over', over }, ''],
  'a state that is null': [{ a: null, over }, ''],
  'a state whose name reaches a prototype': [JSON.parse('{"a":{"on":{"try.ended":"over"}},"__proto__":{"type":"final"},"over":{"type":"final"}}'), ''],
};

describe('line 41: a definition with', () => {
  test.each(Object.entries(unsound))('%s is refused when it is published, with the place and at once', (_what, [states, told]) => {
    const began = performance.now();
    const error = thrownBy(() => setup({}).createMachine({ id: 'unsound', context: {}, initial: 'a', states } as never));
    expect(performance.now() - began).toBeLessThan(5_000);
    if (!JourneyError.is(error, 'InvalidDefinition')) throw new Error('it was not refused as a definition', { cause: error });
    expect(error.message).toContain(told);
    expect(error.facts.paths?.length).toBeGreaterThan(0);
  });
});

type Loose = (declaration: unknown) => { readonly setup: (own?: unknown) => { readonly createMachine: (config?: unknown) => unknown }; readonly adopt: (machine?: unknown) => unknown };
const loose = defineJourney as unknown as Loose;
const plain = { id: 'unsound', version: 1, events: { 'try.began': noData, 'try.ended': noData }, facts: {}, channels: {}, entry: { on: ['try.began'], reentry: { mode: 'never' } }, ttlMs: days(10) };
const machine = { id: 'unsound', context: {}, initial: 'a', states: { a: { on: { 'try.ended': 'over' } }, over } };
const declared = (more: object) => () => loose({ ...plain, ...more }).setup({}).createMachine(machine);
const raising = (delay: unknown, name = 'later') => () => loose(plain).setup({ actions: { [name]: raise({ type: 'try.ended' }, { delay: delay as number }) } }).createMachine({ ...machine, states: { a: { entry: name, on: { 'try.ended': 'over' } }, over } });
const names: readonly (readonly [string, string])[] = [['U+0000', 'a\u0000'], ['half a surrogate pair', 'a\ud83d'], ['a way to a prototype', 'a.__proto__.b'], ['a thousand characters', 'x'.repeat(1_000)]];

/** What the compiler would not let through, or cannot see. */
const unseen: { readonly [what: string]: readonly [define: () => unknown, path: string] } = {
  ...Object.fromEntries([undefined, null, 'x', 5, Symbol('x'), { id: { toString() { throw new Error(canary); } } }].map((given) => [`no declaration but ${typeof given} ${given === null ? 'null' : ''}`, [() => loose(given).setup({}).createMachine(machine), '']])),
  ...Object.fromEntries([undefined, null, 'x', 5, []].map((given) => [`no machine but ${typeof given} ${JSON.stringify(given)}`, [() => loose(plain).setup({}).createMachine(given), '']])),
  ...Object.fromEntries([undefined, null, 'x', 5, {}].map((given) => [`nothing to adopt but ${typeof given} ${JSON.stringify(given)}`, [() => loose(plain).adopt(given), 'the machine']])),
  ...Object.fromEntries([null, 'x'].map((given) => [`no setup but ${given}`, [() => loose(plain).setup(given).createMachine(machine), 'the setup']])),
  ...Object.fromEntries(names.flatMap(([what, name]) => [
    [`a fact whose name holds ${what}`, [declared({ facts: { [name]: facts.internal(z.number()) } }), `facts.${name.slice(0, 100)}`]], [`a goal whose name holds ${what}`, [declared({ goals: [{ name, on: ['try.ended'], withinMs: 5 }] }), 'goals[0].name']],
    [`an exit whose reason holds ${what}`, [declared({ exit: [{ on: 'try.ended', when: 'step', reason: name }] }), 'exit[0].reason']], [`an activity whose name holds ${what}`, [declared({ activities: { [name]: activity({ input: z.object({}), output: z.object({}), timeoutMs: 5 }) } }), `activities.${name.slice(0, 100)}`]],
    [`a channel whose name holds ${what}`, [declared({ channels: { [name]: ['text'] } }), `channels.${name.slice(0, 100)}`]],
  ])),
  'an event that is kept for longer than anything is': [declared({ unhandled: { 'try.ended': { defer: { withinMs: 1e15 } } } }), 'unhandled.try.ended'],
  'a state that keeps an event for longer than anything is': [() => loose(plain).setup({}).createMachine({ ...machine, states: { a: { on: { 'try.ended': 'over' }, meta: { unhandled: { 'try.began': { defer: { withinMs: 1e15 } } } } }, over } }), 'a'],
  ...Object.fromEntries([Number.NaN, -5, Infinity, 100 * 366 * 86_400_000, 'nobody'].map((delay) => [`an event that is raised after ${delay}`, [raising(delay), "action 'later'"]])),
};

describe('line 41: what is no definition, or has a part that could never work,', () => {
  test.each(Object.entries(unseen))('%s, is refused when it is defined, by its path', (_what, [define, path]) => {
    const error = thrownBy(define);
    if (!JourneyError.is(error, 'InvalidDefinition')) throw new Error('it was not refused as a definition', { cause: error });
    expect(error.facts.paths).toContainEqual(path === '' ? expect.anything() : path);
  });

  test('and one that only looks odd is taken', () => {
    for (const name of ['a b', 'a.b', 'größe', 'x'.repeat(256)]) expect(declared({ facts: { [name]: facts.internal(z.number()) } })).not.toThrow();
    for (const delay of [0, 5, days(3_000)]) expect(raising(delay)).not.toThrow();
    expect(declared({ unhandled: { 'try.ended': { defer: { withinMs: days(3_000) } } } })).not.toThrow();
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
