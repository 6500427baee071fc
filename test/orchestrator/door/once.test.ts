import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, createBench } from './bench.js';
import { homes, sharedHomes, type Home } from './homes.js';

describe.each([...homes, ...sharedHomes])('an event brought again, %s', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  const order = { id: '1', type: 'order.placed', data: { order: 'A' } };

  test('is answered with the first receipt and does nothing a second time', async () => {
    const bench = createBench(home);
    const first = await bench.say(order);
    await bench.settle();
    const before = await bench.log();
    const again = await bench.say(order);
    await bench.settle();
    expect(again).toMatchObject({ status: 'duplicate', first, customer: first.customer, because: "this event of source 'shop' was accepted before" });
    expect(await bench.log()).toEqual(before);
    expect(bench.texts()).toEqual(['Order A is confirmed.']);
    expect((await bench.orchestrator.explain('user:ann')).journeys).toHaveLength(1);
    await bench.orchestrator.close();
  });

  test('a hundred times at once is handled once, and all hundred learn how', async () => {
    const bench = createBench(home);
    const receipts = await Promise.all(Array.from({ length: 100 }, () => bench.say(order)));
    await bench.settle();
    const handled = receipts.filter((receipt) => receipt.status === 'handled');
    const duplicates = receipts.filter((receipt) => receipt.status === 'duplicate');
    expect([handled.length, duplicates.length]).toEqual([1, 99]);
    expect(new Set(duplicates.map((receipt) => JSON.stringify(receipt.first)))).toEqual(new Set([JSON.stringify(handled[0])]));
    expect(bench.texts()).toEqual(['Order A is confirmed.']);
    expect((await bench.log()).filter((entry) => entry.kind === 'event')).toHaveLength(1);
    await bench.orchestrator.close();
  });

  test('after a restart is still known', async () => {
    const before = createBench(home);
    const first = await before.say(order);
    await before.settle();
    await before.orchestrator.close();
    const after = createBench(home);
    expect(await after.say(order)).toMatchObject({ status: 'duplicate', first });
    await after.settle();
    expect(after.texts()).toEqual([]);
    await after.orchestrator.close();
  });

  test('with another body is refused, and the first one stands', async () => {
    const bench = createBench(home);
    await bench.say(order);
    await bench.settle();
    const before = await bench.log();
    for (const other of [{ data: { order: 'B' } }, { type: 'order.paid', data: {} }, { who: ['user:ann', 'phone:+4915112345678'] }, { via: { channel: 'chat' } }]) {
      expect(await codeOf(bench.say({ ...order, ...other }))).toBe('EventIdConflict');
    }
    await bench.settle();
    expect(await bench.log()).toEqual(before);
    expect(bench.texts()).toEqual(['Order A is confirmed.']);
    expect(await bench.say(order)).toMatchObject({ status: 'duplicate' });
    await bench.orchestrator.close();
  });

  test('under the id of somebody else’s event never puts the two people together', async () => {
    const bench = createBench(home);
    await bench.say(order);
    const [conflict, bob] = await Promise.all([
      codeOf(bench.say({ ...order, who: ['user:bob'] })),
      bench.say({ id: '2', type: 'visit.began', who: ['user:bob'] }),
    ]);
    expect(conflict).toBe('EventIdConflict');
    expect(bob).toMatchObject({ status: 'handled' });
    const ann = await bench.orchestrator.briefing('user:ann');
    expect(ann.identities).toEqual(['user:ann']);
    expect(ann.customer).not.toBe(bob.customer);
    await bench.orchestrator.close();
  });

  test('under an id that was forgotten long ago makes nobody another person', async () => {
    const bench = createBench(home);
    const ann = await bench.say(order);
    await bench.settle(1_000);
    await bench.store.trim(bench.clock.now());
    const bob = await bench.say({ ...order, who: ['user:bob'] });
    expect(bob).toMatchObject({ status: 'handled' });
    expect(bob.customer).not.toBe(ann.customer);
    expect((await bench.orchestrator.briefing('user:bob')).identities).toEqual(['user:bob']);
    await bench.orchestrator.close();
  });

  test('line 25: from another source or for another tenant is another event', async () => {
    const bench = createBench(home);
    const receipts = [await bench.say({ id: '1', type: 'visit.began' }), await bench.say({ id: '1', type: 'item.added', data: { n: 1 } , source: 'till' }), await bench.say({ id: '1', type: 'visit.began', tenant: 'acme' })];
    expect(receipts.map((receipt) => receipt.status)).toEqual(['handled', 'handled', 'handled']);
    expect(receipts[2]?.customer).not.toBe(receipts[0]?.customer);
    await bench.orchestrator.close();
  });

  test('from two sources under one id is kept twice while it waits for its turn', async () => {
    const bench = createBench(home);
    await bench.say({ id: 'o', type: 'parcel.ordered' });
    for (const source of ['scale one', 'scale two']) expect(await bench.say({ id: '1', source, type: 'parcel.weighed', data: { grams: 100 } })).toMatchObject({ status: 'deferred' });
    await bench.say({ id: 'p', type: 'parcel.packed' });
    const { journeys } = await bench.orchestrator.briefing('user:ann');
    expect(journeys[0]?.facts.find((fact) => fact.name === 'grams')?.value).toBe(200);
    await bench.orchestrator.close();
  });
});
