import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { armOf } from '../../src/experiment/arm-of.js';
import { defineExperiment, type ExperimentOptions } from '../../src/experiment/experiment.js';
import { runsOf } from '../full-size.js';

const customers = Array.from({ length: runsOf({ ci: 20_000, full: 200_000 }) }, (_, n) => `c-${n}`);
const tone = defineExperiment({ id: 'tone', arms: { plain: 1, warm: 1 } });
const shareOf = (arm: string, arms: readonly string[]): number => arms.filter((one) => one === arm).length / arms.length;
/** six standard deviations: once in five hundred million even draws is further off */
const around = (share: number, count: number): number => 6 * Math.sqrt((share * (1 - share)) / count);

describe('customers are divided', () => {
  test('the same each time, in every process', () => {
    expect(['c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6'].map((customer) => armOf(tone, customer))).toEqual(['c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6'].map((customer) => armOf(defineExperiment({ id: 'tone', arms: { plain: 1, warm: 1 } }), customer)));
    expect(new Set(customers.slice(0, 50).map((customer) => armOf(tone, customer)))).toEqual(new Set(['plain', 'warm']));
  });

  test('by the weights, whatever their ids look like', () => {
    const weighted = defineExperiment({ id: 'price', arms: { low: 7, middle: 2, high: 1 }, holdout: 0.1 });
    const arms = customers.map((customer) => armOf(weighted, customer));
    for (const [arm, share] of [['low', 0.63], ['middle', 0.18], ['high', 0.09], ['holdout', 0.1]] as const) {
      expect(Math.abs(shareOf(arm, arms) - share), arm).toBeLessThan(around(share, arms.length));
    }
  });

  test('independently of how any other experiment divides them', () => {
    const other = defineExperiment({ id: 'time', arms: { early: 1, late: 1 } });
    const warm = customers.filter((customer) => armOf(tone, customer) === 'warm');
    expect(Math.abs(shareOf('late', warm.map((customer) => armOf(other, customer))) - 0.5)).toBeLessThan(around(0.5, warm.length));
    const again = defineExperiment({ id: 'tone', arms: { plain: 1, warm: 1 }, salt: 'second draw' });
    expect(Math.abs(shareOf('warm', warm.map((customer) => armOf(again, customer))) - 0.5)).toBeLessThan(around(0.5, warm.length));
  });

  test('with a control group for everything, whose customers are held out of every experiment under it', () => {
    const nobody = defineExperiment({ id: 'left-alone', arms: {}, holdout: 0.05 });
    const under = defineExperiment({ id: 'tone', arms: { plain: 1, warm: 1 }, under: nobody });
    const alone = customers.filter((customer) => armOf(nobody, customer) === 'holdout');
    expect(Math.abs(alone.length / customers.length - 0.05)).toBeLessThan(around(0.05, customers.length));
    expect(customers.filter((customer) => armOf(under, customer) === 'holdout')).toEqual(alone);
  });
});

test('a holdout that grows takes customers in, and moves no other from arm to arm', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.string(), (one, other, customer) => {
    const [small, large] = [Math.min(one, other), Math.max(one, other)].map((holdout) => armOf(defineExperiment({ id: 'tone', arms: { plain: 1, warm: 2 }, holdout }), customer));
    expect(large === small || large === 'holdout').toBe(true);
  }));
});

test.each<[string, ExperimentOptions]>([
  ['an experiment without an arm', { id: 'tone', arms: {} }],
  ['an arm of no weight', { id: 'tone', arms: { plain: 0 } }],
  ['an arm that is called as those who are held out', { id: 'tone', arms: { holdout: 1 } }],
  ['a share beyond one', { id: 'tone', arms: { plain: 1 }, holdout: 1.5 }],
  ['a name of several words', { id: 'The Tone', arms: { plain: 1 } }],
])('%s is refused', (_, options) => {
  expect(() => defineExperiment(options)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
});
