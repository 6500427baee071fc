import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import { startStep, step } from '../../../src/journey/step/step.js';
import type { StoredSnapshot, StoredValue } from '../../../src/journey/step/step-contract.js';
import { event, refusal } from './step-words.js';

const regions = Array.from({ length: 11 }, (_, n) => `r${n}`);
/** 2,048 configurations, more than are remembered. */
const machine = setup({ types: { context: {} as { n: number } } }).createMachine({
  id: 'm', context: { n: 0 }, type: 'parallel', on: { note: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
  states: Object.fromEntries(regions.map((region) => [region, { initial: 'off', states: { off: { on: { [region]: 'on' } }, on: { on: { [region]: 'off' } } } }])),
});
const valueOf = (bits: number): StoredValue => Object.fromEntries(regions.map((region, n) => [region, (bits >> n) % 2 === 0 ? 'off' : 'on']));
const stored = (value: StoredValue): StoredSnapshot => ({ status: 'active', value, context: { n: 0 } });

describe('What stored values mean is remembered', () => {
  it('A machine with more combinations of states than are remembered decides rightly in each of them, also the second time', () => {
    for (const _ of ['first', 'second']) {
      for (let bits = 0; bits < 1_100; bits++) expect(step(machine, stored(valueOf(bits)), event('r3')).snapshot.value).toEqual(valueOf(bits ^ 0b1000));
    }
  });

  it('A store that sorts keys in another way brings back the same states', () => {
    const backwards = Object.fromEntries(Object.entries(valueOf(5)).reverse());
    expect(step(machine, stored(backwards), event('r3')).snapshot.value).toEqual(valueOf(5 ^ 0b1000));
  });

  it('Nobody can change through one journey what another one is brought back to', () => {
    const one = step(machine, stored(valueOf(5)), event('note')).snapshot;
    expect(() => Object.assign(one.value, { r0: 'nowhere' })).toThrow(TypeError);
    expect(step(machine, stored(valueOf(5)), event('note')).snapshot.value).toEqual(valueOf(5));
  });

  it('A value that was refused is refused again, and says so in the same words', () => {
    const refused = () => refusal(() => step(machine, stored({ ...startStep(machine, undefined).snapshot.value as object, r3: 'gone' }), event('r3'))).message;
    expect(refused()).toBe(refused());
  });

  it('A value that is no plain data is refused by name', () => {
    const circle: Record<string, unknown> = {};
    circle['r0'] = circle;
    for (const value of [circle, { r0: 1n }, undefined, () => 'r0']) expect(refusal(() => step(machine, stored(value as StoredValue), event('r3'))).code).toBe('DefinitionFault');
  });
});
