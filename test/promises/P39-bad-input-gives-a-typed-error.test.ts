import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRetryable, JourneyError } from '../../src/errors/index.js';
import { parseIncoming } from '../../src/model/incoming-event.js';
import { defaultLimits } from '../../src/model/limits.js';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { canary, now, soundEvent } from '../bad-input/bad-input-row.js';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { runsOf } from '../full-size.js';

/** Shrinkable inputs of every kind; P39-grammar-fuzz.slow.test.ts brings the whole number to whole hosts, catalogue.slow.test.ts holds the tables. */
const runs = runsOf({ ci: 2_000, full: 100_000 });

/** Anything JavaScript can make, now and then in the place of something sound. */
const anything = fc.anything({ withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withObjectString: true, withSparseArray: true, withTypedArray: true, withUnicodeString: true, maxDepth: 4 });
const hostile = fc.oneof(anything, fc.constantFrom<unknown>('__proto__', '', canary, '../..', 'xstate.init', Number.NaN, -0, Infinity, '\ud800', '\u0000', '\u202e', ['phone:+'], ['email:@'], { customer: '~x' }, { namespace: 'phone', value: '+'.repeat(400) }));
const field = fc.constantFrom('id', 'source', 'type', 'data', 'who', 'via', 'tenant', 'occurredAt', 'priority', '__proto__', 'constructor');
const events: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: hostile },
  { weight: 6, arbitrary: fc.array(fc.tuple(field, hostile), { minLength: 1, maxLength: 3 }).map((spoilt) => ({ ...soundEvent, ...Object.fromEntries(spoilt) })) },
);

type Fate = 'let in' | JourneyError;

/** What became of it; anything but a JourneyError that says nothing of the input is a broken promise. */
async function fateOf(take: () => unknown): Promise<Fate> {
  try {
    await take();
    return 'let in';
  } catch (error) {
    if (!JourneyError.is(error)) throw new Error('a raw error came out', { cause: error });
    expect(`${error.message} ${JSON.stringify(error.facts)} ${String(error.cause)}`).not.toContain(canary);
    expect(isRetryable(error)).toBe(false);
    return error;
  }
}

test('P39: whatever is put in the place of an event, the door lets it in or refuses it with an error of its own, at once', async () => {
  const fates = new Set<string>();
  await fc.assert(fc.asyncProperty(events, async (input) => {
    const began = performance.now();
    const fate = await fateOf(() => parseIncoming(input, { now, limits: defaultLimits }));
    expect(performance.now() - began).toBeLessThan(500);
    fates.add(fate === 'let in' ? fate : fate.code);
  }), { numRuns: runs });
  // the inputs reach more than one wall of the door
  expect(fates.size).toBeGreaterThan(5);
}, 3_600_000);

describe.each(homes)('P39: an event that is refused, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(() => {
    home = make();
    home.clock.set(now);
    bench = createBench(home);
  });
  afterEach(async () => {
    await bench.orchestrator.close();
    await home.remove();
  });

  test('has no other effect: nothing in the log, nobody made known, nothing sent', async () => {
    await bench.orchestrator.start();
    let refused = 0;
    await fc.assert(fc.asyncProperty(events, async (input) => {
      const before = await bench.log();
      const fate = await fateOf(() => bench.orchestrator.accept(input as never));
      if (fate !== 'let in') expect(await bench.log()).toEqual(before);
      refused += fate === 'let in' ? 0 : 1;
    }), { numRuns: 150 });
    await bench.settle();
    expect((await bench.store.list({ kind: 'lane', limit: 500 })).items.length).toBeLessThanOrEqual((await bench.log()).filter((entry) => entry.kind === 'event').length);
    expect(bench.chat.sent).toEqual([]);
    expect(refused).toBeGreaterThan(50);
    await expectAccountedFor(bench.store);
  });

  test('is noticed by the proof where it is a raw error', async () => {
    await expect(fateOf(() => { throw new TypeError(canary); })).rejects.toThrow('a raw error came out');
    await expect(fateOf(() => { throw new JourneyError('InvalidInput', `refused ${canary}`); })).rejects.toThrow();
  });
});
