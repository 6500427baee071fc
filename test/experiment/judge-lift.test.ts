import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceOfDifference, judgeLift, type ArmTally } from '../../src/experiment/judge-lift.js';
import { runsOf } from '../full-size.js';
import { randomOf } from './random-of.js';

const of = (reached: number, customers: number): ArmTally => ({ reached, customers });

describe('what an experiment has shown', () => {
  test('nothing while there is little to see, and the interval says how little', () => {
    expect(judgeLift({ control: of(0, 0), variant: of(0, 0) })).toEqual({ verdict: 'not-yet', from: -1, until: Infinity });
    const { verdict, lift, from, until } = judgeLift({ control: of(10, 100), variant: of(15, 100) });
    expect(verdict).toBe('not-yet');
    expect(lift).toBeCloseTo(0.5, 9);
    expect(from).toBeLessThan(0);
    expect(until).toBeGreaterThan(0.5);
  });

  test('that a variant is better, or worse, and by how much at least', () => {
    const better = judgeLift({ control: of(1_000, 10_000), variant: of(1_300, 10_000) });
    expect(better).toMatchObject({ verdict: 'better' });
    expect(better.from).toBeGreaterThan(0.05);
    expect(better.until).toBeLessThan(0.6);
    expect(judgeLift({ control: of(1_300, 10_000), variant: of(1_000, 10_000) })).toMatchObject({ verdict: 'worse' });
  });

  test('that no difference that matters is left, where one says what matters', () => {
    const alike = { control: of(100_000, 1_000_000), variant: of(100_010, 1_000_000) };
    expect(judgeLift({ ...alike, smallest: 0.05 }).verdict).toBe('same');
    expect(judgeLift({ ...alike, smallest: 0.001 }).verdict).toBe('not-yet');
    expect(judgeLift(alike).verdict).toBe('not-yet');
  });

  test('also where nobody, or everybody, reaches the goal', () => {
    expect(judgeLift({ control: of(0, 1_000), variant: of(60, 1_000) })).toMatchObject({ verdict: 'better', until: Infinity });
    expect(judgeLift({ control: of(60, 1_000), variant: of(0, 1_000) })).toMatchObject({ verdict: 'worse', from: -1 });
    expect(judgeLift({ control: of(900, 1_000), variant: of(1_000, 1_000) }).verdict).toBe('better');
    expect(judgeLift({ control: of(500, 500), variant: of(500, 500) }).verdict).toBe('not-yet');
  });

  test.each([[of(2, 1), of(0, 1)], [of(-1, 1), of(0, 1)], [of(0.5, 1), of(0, 1)], [of(0, Number.NaN), of(0, 1)]])('counts that make no sense are refused', (control, variant) => {
    expect(() => judgeLift({ control, variant })).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });
});

const tally = fc.nat(3_000).chain((customers) => fc.nat(customers).map((reached) => of(reached, customers)));

test('the verdict, the evidence and the interval always say the same, and the lift lies in the interval', () => {
  fc.assert(fc.property(tally, tally, (control, variant) => {
    const { verdict, lift, from, until } = judgeLift({ control, variant });
    expect(verdict !== 'not-yet').toBe(evidenceOfDifference(control, variant) >= Math.log(20));
    expect(from).toBeLessThanOrEqual(until);
    if (lift !== undefined) expect(from <= lift + 1e-9 && lift <= until + 1e-9).toBe(true);
  }), { numRuns: 300 });
});

test('more of the same data never makes the interval wider', () => {
  fc.assert(fc.property(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 1, max: 19 }), fc.integer({ min: 2, max: 50 }), (customers, reached, times) => {
    const little = judgeLift({ control: of(reached, customers), variant: of(reached, customers) });
    const much = judgeLift({ control: of(reached * times, customers * times), variant: of(reached * times, customers * times) });
    expect(much.until - much.from).toBeLessThanOrEqual(little.until - little.from);
  }), { numRuns: 100 });
});

interface EqualArms { readonly share: number; readonly customers: number; readonly control?: number; /** whether these counts tell the arms apart */ readonly tells?: (control: ArmTally, variant: ArmTally) => boolean }
const enough = (control: ArmTally, variant: ArmTally): boolean => evidenceOfDifference(control, variant) >= Math.log(20);

/** Looks at two equal arms after every customer; true where they were ever told apart. */
function everToldApart(seed: number, { share, customers, control = 0.5, tells = enough }: EqualArms): boolean {
  const random = randomOf(seed);
  const counts = { control: { customers: 0, reached: 0 }, variant: { customers: 0, reached: 0 } };
  for (let n = 0; n < customers; n += 1) {
    const arm = counts[random() < control ? 'control' : 'variant'];
    arm.customers += 1;
    if (random() < share) arm.reached += 1;
    if (tells(counts.control, counts.variant)) return true;
  }
  return false;
}

describe('who looks after every single customer is misled no more often than was promised', () => {
  const seeds = runsOf({ ci: 400, full: 2_000 });
  const customers = runsOf({ ci: 300, full: 3_000 });

  test.each([[0.5, 0.5], [0.1, 0.5], [0.02, 0.5], [0.9, 0.5], [0.3, 0.1]])('where %d of both arms reach the goal, and %d of all are in the control arm', (share, control) => {
    const wrong = Array.from({ length: seeds }, (_, seed) => everToldApart(seed, { share, control, customers })).filter(Boolean).length;
    expect(wrong / seeds).toBeLessThanOrEqual(0.05);
  });

  test('while a test that may be looked at once misleads who looks often: the proof would notice', () => {
    const tells = (control: ArmTally, variant: ArmTally): boolean => {
      const all = control.customers + variant.customers;
      const share = (control.reached + variant.reached) / all;
      const spread = Math.sqrt(share * (1 - share) * (1 / control.customers + 1 / variant.customers));
      return all > 20 && Math.abs(control.reached / control.customers - variant.reached / variant.customers) > 1.96 * spread;
    };
    const wrong = Array.from({ length: 100 }, (_, seed) => everToldApart(seed, { share: 0.5, customers: 300, tells })).filter(Boolean).length;
    expect(wrong).toBeGreaterThan(15);
  });

  test('and a difference that is there is found', () => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const random = randomOf(seed);
      const reached = (share: number, count: number): number => Array.from({ length: count }, () => random() < share).filter(Boolean).length;
      return judgeLift({ control: of(reached(0.1, 4_500), 4_500), variant: of(reached(0.15, 4_500), 4_500) }).verdict === 'better';
    });
    expect(found.filter(Boolean).length).toBeGreaterThan(35);
  });
});
