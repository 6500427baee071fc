import { randomInt } from 'node:crypto';
import { createActor } from 'xstate';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activity, days, defineJourney, hours, JourneyError, noData, seconds } from 'throughline';
import { reservedEventTypes } from '../../src/model/event-type.js';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { now } from '../bad-input/bad-input-row.js';
import { fuzzedStores, openFuzzedShop } from '../bad-input/grammar/fuzzed-shop.js';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { parcel, reminder, tally } from '../orchestrator/door/journeys.js';
import { runsOf } from '../full-size.js';
import { bringTypes } from './bring-types.js';

const { setup } = defineJourney({
  id: 'look-up', version: 1, events: { 'look.asked': noData }, facts: {}, channels: {},
  activities: { find: activity({ input: z.object({}), output: z.object({}), timeoutMs: seconds(5), attempts: 2 }) },
  entry: { on: ['look.asked'], reentry: { mode: 'never' } }, ttlMs: days(10),
});
/** Waits for an activity and in nested states for delays: every kind of event that XState raises by itself has a transition here. */
const lookUp = setup({ delays: { patience: hours(3) } }).createMachine({
  id: 'look-up', context: {}, initial: 'looking',
  states: {
    looking: { invoke: { src: 'find', input: {}, onDone: 'found', onError: 'helped' }, after: { patience: 'helped' } },
    found: { initial: 'first', states: { first: { after: { [hours(1)]: 'second' } }, second: { type: 'final' } }, onDone: 'over', after: { [days(9)]: 'over' } },
    helped: { after: { [days(9)]: 'over' } },
    over: { type: 'final' },
  },
});
const journeys = [tally, parcel, reminder, lookUp];

/** Every type that moves one of these machines from within, and every beginning that the library keeps to itself. */
const inner: readonly string[] = [...new Set([
  ...journeys.flatMap((journey) => [...journey.events].map(String)).filter((type) => type.startsWith('xstate.')),
  'xstate.init', 'xstate.stop', 'xstate.error.actor.0.look-up.looking', 'xstate.promise.resolve', 'xstate.promise.reject', 'xstate.snapshot.0.look-up.looking', '$batch', '__proto__', '*', 'done.invoke.find', 'error.platform.find',
  ...reservedEventTypes.always.flatMap((begin) => [begin, `${begin}x`, `${begin}tally.open`]),
])];

test('P14: there are such types of every kind: delays, answers of activities, ends of states', () => {
  for (const kind of ['xstate.after.', 'xstate.done.actor.', 'xstate.error.actor.', 'xstate.done.state.']) expect(inner.some((type) => type.startsWith(kind)), kind).toBe(true);
});

test('P14: a machine that heard one of them would move, so a door that let one through would be noticed', () => {
  const bare = createActor(reminder, { input: { event: { type: 'order.placed', data: { order: 'A' } } } as never }).start();
  bare.send({ type: 'xstate.after.7200000.reminder.waiting' } as never);
  expect(bare.getSnapshot().value).toBe('reminded');
  bare.stop();
});

describe.each(homes)('P14: a type of the engine, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  let understood: readonly object[] = [];
  beforeEach(async () => {
    home = make();
    home.clock.set(now);
    understood = [];
    bench = createBench(home, { journeys, activities: { find: () => new Promise(() => {}) }, understand: () => understood });
    for (const [id, type] of ['visit.began', 'parcel.ordered', 'look.asked'].entries()) await bench.say({ id: `${id}`, type });
    await bench.say({ id: 'o', type: 'order.placed', data: { order: 'A' } });
    await bench.settle(100);
  });
  afterEach(async () => {
    await expectAccountedFor(bench.store);
    const closed = bench.orchestrator.close();
    await bench.settle(seconds(20));
    await closed;
    await home.remove();
  });
  const standing = async (): Promise<unknown> => (await bench.orchestrator.explain('user:ann')).journeys.map(({ journey, where, status, movesByItself }) => ({ journey, where, status, movesByItself }));

  test('is refused at the host’s door, from a channel and from a schedule, and nothing moves', async () => {
    const before = await standing();
    const log = await bench.log();
    for (const [at, type] of inner.entries()) {
      const refusals = await Promise.all([
        bench.say({ id: `i${at}`, type }), bench.say({ id: `j${at}`, type, data: { timer: 'x', id: 'xstate.after', output: {}, actorId: '0.look-up.looking' } }),
        bench.chat.hear({ kind: 'event', id: `k${at}`, from: 'ann', event: { type, data: {} } }),
      ].map((brought) => brought.then(() => 'let in', (error: unknown) => (JourneyError.is(error) ? error.code : error))));
      expect(refusals, type).toEqual(['ReservedEventType', 'ReservedEventType', 'ReservedEventType']);
    }
    expect(await standing()).toEqual(before);
    expect(await bench.log()).toEqual(log);
  });

  test('that the host’s own code names as the meaning of a message moves nothing', async () => {
    const before = await standing();
    for (const [at, type] of inner.entries()) {
      understood = [{ type, data: {} }];
      await bench.chat.hear({ kind: 'message', id: `m${at}`, from: 'ann', text: 'hello' });
    }
    expect(await standing()).toEqual(before);
  });

  test('that the engine itself raises still counts: the delay ends when it is due, and not before', async () => {
    const messages = (): number => bench.texts().filter((text) => text === 'Order A is waiting.').length;
    await bench.settle(hours(2) - seconds(1));
    expect(messages()).toBe(0);
    await bench.settle(seconds(2));
    expect(messages()).toBe(1);
  });
});

/** over both stores; 1,000,000 is the whole proof */
const types = Math.ceil(runsOf({ ci: 20_000, full: 1_000_000 }) / fuzzedStores.length);
const seed = Number(process.env['THROUGHLINE_SEED'] ?? randomInt(2 ** 31));

describe('P14: of event types of every kind', () => {
  test.each(fuzzedStores)('%s, none changes anything that the journeys do not declare for it', async (_where, make) => {
    const shop = openFuzzedShop(make);
    try {
      await bringTypes(shop, types, seed);
    } catch (error) {
      throw new Error(`THROUGHLINE_SEED=${seed}`, { cause: error });
    } finally {
      await shop.orchestrator.close();
    }
  }, 10_800_000);
});
