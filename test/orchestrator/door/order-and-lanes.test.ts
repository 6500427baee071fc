import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBench, toIncoming, type Bench, type Said } from './bench.js';
import { homes, type Home } from './homes.js';

const memory = homes[0]?.[1];

async function onFreshHost<T>(run: (bench: Bench) => Promise<T>): Promise<T> {
  if (memory === undefined) throw new Error('there is a home in memory');
  const home: Home = memory();
  const bench = createBench(home);
  try {
    return await run(bench);
  } finally {
    await bench.orchestrator.close();
    await home.remove();
  }
}

/** How a customer's journeys stand: where, what they know, what still waits. */
async function standOf(bench: Bench, who: string): Promise<unknown> {
  const explained = await bench.orchestrator.explain(who);
  const briefed = await bench.orchestrator.briefing(who);
  return {
    running: explained.journeys.map(({ journey, where, deferred, status }) => ({ journey, where, status, deferred: deferred.map((event) => event.type) })),
    ended: explained.ended.map(({ journey, reason }) => ({ journey, reason })),
    facts: briefed.journeys.map(({ journey, facts }) => ({ journey, facts: Object.fromEntries(facts.map(({ name, value }) => [name, value])) })),
  };
}

/** What stands in no order: a basket's count and sum. */
async function basketOf(bench: Bench): Promise<unknown> {
  const facts = Object.fromEntries((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts.map(({ name, value }) => [name, value]) ?? []);
  return { count: facts['count'], items: [...(facts['order'] as readonly number[])].toSorted((a, b) => a - b) };
}

const items = (count: number): readonly Said[] => Array.from({ length: count }, (_one, n) => ({ id: `i${n}`, type: 'item.added', data: { n } }));

/** Each of these events once to three times, in any order. */
const disorder = <T>(events: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: events.length, maxLength: events.length })
    .map((times) => events.flatMap((event, n) => Array.from({ length: times[n] ?? 1 }, () => event)))
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));

describe('events that come twice and in any order', () => {
  test('always leave a basket as if each had come once', async () => {
    await fc.assert(fc.asyncProperty(disorder(items(12)), fc.boolean(), async (delivery, atOnce) => {
      const basket = await onFreshHost(async (bench) => {
        await bench.say({ id: 'b', type: 'visit.began' });
        if (atOnce) await Promise.all(delivery.map((event) => bench.orchestrator.accept(toIncoming(event))));
        else for (const event of delivery) await bench.orchestrator.accept(toIncoming(event));
        return basketOf(bench);
      });
      expect(basket).toEqual({ count: 12, items: Array.from({ length: 12 }, (_one, n) => n) });
    }), { numRuns: 60 });
  });

  const way: readonly Said[] = [
    { id: '1', type: 'parcel.packed' }, { id: '2', type: 'parcel.shipped' }, { id: '3', type: 'parcel.delivered' },
    { id: '4', type: 'parcel.weighed', data: { grams: 70 } }, { id: '5', type: 'parcel.weighed', data: { grams: 30 } },
  ];

  test('always bring a parcel where it would be had each step come in its turn, because the early ones wait', async () => {
    await fc.assert(fc.asyncProperty(disorder(way), async (delivery) => {
      const stand = await onFreshHost(async (bench) => {
        await bench.say({ id: 'o', type: 'parcel.ordered' });
        for (const event of delivery) await bench.orchestrator.accept(toIncoming(event));
        return standOf(bench, 'user:ann');
      });
      expect(stand).toEqual({ running: [{ journey: 'parcel', where: ['arrived'], status: 'running', deferred: [] }], ended: [], facts: [{ journey: 'parcel', facts: { grams: 100 } }] });
    }), { numRuns: 100 });
  });

  test('always send each message once', async () => {
    const orders = ['A', 'B', 'C'].map((order): Said => ({ id: order, type: 'order.placed', data: { order } }));
    await fc.assert(fc.asyncProperty(disorder(orders), async (delivery) => {
      const texts = await onFreshHost(async (bench) => {
        await Promise.all(delivery.map((event) => bench.orchestrator.accept(toIncoming(event))));
        await bench.settle(1_000);
        return bench.texts();
      });
      expect(texts.toSorted()).toEqual(['Order A is confirmed.', 'Order B is confirmed.', 'Order C is confirmed.']);
    }), { numRuns: 40 });
  });
});

describe('customers', () => {
  const story = fc.array(fc.oneof(
    fc.constant<Omit<Said, 'id'>>({ type: 'visit.began' }),
    fc.integer({ min: 0, max: 9 }).map((n) => ({ type: 'item.added', data: { n } })),
    fc.constant<Omit<Said, 'id'>>({ type: 'visit.closed' }),
    fc.constantFrom('A', 'B').map((order) => ({ type: 'order.placed', data: { order } })),
    fc.constant<Omit<Said, 'id'>>({ type: 'order.paid' }),
    fc.constantFrom('parcel.ordered', 'parcel.packed', 'parcel.shipped', 'parcel.delivered').map((type) => ({ type })),
  ), { maxLength: 12 });
  const named = (who: string, events: readonly Omit<Said, 'id'>[]): readonly Said[] => events.map((event, n) => ({ ...event, id: `${who}-${n}`, who: [`user:${who}`] }));

  test('always end as if each were alone, however their events are mixed', async () => {
    const people = ['ann', 'bob', 'cid', 'dan'];
    const mixed = fc.tuple(...people.map(() => story)).chain((stories) => {
      const told = people.map((who, n) => named(who, stories[n] ?? []));
      // which person speaks next: each keeps the order of their own events
      const turns = told.flatMap((events, n) => events.map(() => n));
      return fc.record({ told: fc.constant(told), turns: fc.shuffledSubarray(turns, { minLength: turns.length, maxLength: turns.length }), atOnce: fc.boolean() });
    });
    await fc.assert(fc.asyncProperty(mixed, async ({ told, turns, atOnce }) => {
      const stands = (bench: Bench, who: string): Promise<unknown> => bench.orchestrator.explain(`user:${who}`).then(() => standOf(bench, `user:${who}`), () => 'unknown');
      const alone = await Promise.all(people.map((who, n) => onFreshHost(async (bench) => {
        for (const event of told[n] ?? []) await bench.orchestrator.accept(toIncoming(event));
        return stands(bench, who);
      })));
      const together = await onFreshHost(async (bench) => {
        const left = told.map((events) => [...events]);
        const inTurn = turns.flatMap((n) => left[n]?.shift() ?? []);
        if (atOnce) await Promise.all(inTurn.map((event) => bench.orchestrator.accept(toIncoming(event))));
        else for (const event of inTurn) await bench.orchestrator.accept(toIncoming(event));
        return Promise.all(people.map((who) => stands(bench, who)));
      });
      expect(together).toEqual(alone);
    }), { numRuns: 60 });
  });
});
