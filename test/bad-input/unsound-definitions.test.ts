import { describe, expect, test } from 'vitest';
import { days, defineJourney, JourneyError, noData } from 'throughline';
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

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
