import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours, minutes, seconds } from 'throughline';
import { codeOf, createBench, patiently, toIncoming, type Bench } from '../door/bench.js';
import { homes, sharedHomes, type Home } from '../door/homes.js';
import { createRecordingChannel } from '../recording-channel.js';

/** The two ways a process ends. */
const endings: readonly (readonly [string, (bench: Bench, home: Home) => Promise<void>])[] = [
  ['was closed', async (bench, home) => patiently(home.clock, bench.orchestrator.close())],
  ['died without a word', async (_bench, home) => home.die()],
];

describe.each([...homes, ...sharedHomes])('%s,', (_where, make) => {
  describe.each(endings)('after a host that %s, the next one', (_how, end) => {
    let home: Home;
    beforeEach(() => { home = make(); });
    afterEach(() => home.remove());

    const next = async (options = {}): Promise<Bench> => {
      const bench = createBench(home, { timing: { pollMs: seconds(5) }, ...options });
      await bench.orchestrator.start();
      return bench;
    };

    test('ends delays that became due meanwhile, and those that become due later', async () => {
      const before = await next();
      await before.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
      await before.settle(hours(1));
      await before.say({ id: '2', type: 'order.placed', data: { order: 'B' } });
      await before.settle(seconds(1));
      await end(before, home);
      await home.clock.advance(minutes(70));
      const after = await next();
      await after.settle(seconds(1));
      expect(after.texts()).toEqual(['Order A is waiting.']);
      await after.settle(hours(1));
      expect(after.texts()).toEqual(['Order A is waiting.', 'Order B is waiting.']);
      await after.orchestrator.close();
    });

    test('sends what was not sent, with the same key and the same words, once', async () => {
      const lost = createRecordingChannel(() => new Promise(() => {}));
      const before = await next({ chat: lost, timing: { pollMs: seconds(5), drainMs: 10 } });
      for (const who of ['ann', 'bob']) await before.say({ id: who, type: 'order.placed', data: { order: who }, who: [`user:${who}`] });
      await before.settle(seconds(1));
      await end(before, home);
      const after = await next();
      await after.settle(minutes(2));
      expect(lost.sent).toHaveLength(2);
      const inOrder = (one: { readonly key: string }, other: { readonly key: string }): number => (one.key < other.key ? -1 : 1);
      expect(after.chat.sent.toSorted(inOrder)).toEqual(lost.sent.toSorted(inOrder));
      await after.orchestrator.close();
    });

    test('still holds what was deferred, and gives it to the first state that takes it', async () => {
      const before = await next();
      await before.say({ id: '1', type: 'parcel.ordered' });
      await before.say({ id: '2', type: 'parcel.shipped' });
      await before.say({ id: '3', type: 'parcel.weighed', data: { grams: 70 } });
      await end(before, home);
      const after = await next();
      expect((await after.orchestrator.explain('user:ann')).journeys[0]?.deferred.map((event) => event.type)).toEqual(['parcel.shipped', 'parcel.weighed']);
      await after.say({ id: '4', type: 'parcel.packed' });
      expect((await after.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['shipped'], deferred: [] });
      await after.orchestrator.close();
    });

    test('keeps a definition paused and what it held, and goes on at resume in the order it came', async () => {
      const before = await next();
      await before.say({ id: '1', type: 'visit.began' });
      await before.orchestrator.pause('tally');
      // other processes hear of it within a poll
      await before.settle(seconds(6));
      for (const n of [1, 2, 3]) expect(await before.say({ id: `i${n}`, type: 'item.added', data: { n } })).toMatchObject({ status: 'parked' });
      await end(before, home);
      const after = await next();
      expect(await after.say({ id: 'i4', type: 'item.added', data: { n: 4 } })).toMatchObject({ status: 'parked' });
      expect((await after.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ status: 'paused' });
      expect((await after.orchestrator.list({ kind: 'parked' })).items).toHaveLength(4);
      await after.orchestrator.resume('tally');
      expect((await after.orchestrator.briefing('user:ann')).journeys[0]?.facts.find((fact) => fact.name === 'order')?.value).toEqual([1, 2, 3, 4]);
      await after.orchestrator.close();
    });

    test('keeps a definition stopped', async () => {
      const before = await next();
      await before.orchestrator.stop('tally');
      await end(before, home);
      const after = await next();
      expect(await after.say({ id: '1', type: 'visit.began' })).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
      expect(await codeOf(after.orchestrator.resume('tally'))).toBe('JourneyClosed');
      await after.orchestrator.close();
    });

    test('counts and explains as the one before did', async () => {
      const before = await next();
      await before.say({ id: '1', type: 'visit.began' });
      for (const n of [1, 2]) await before.say({ id: `i${n}`, type: 'item.added', data: { n } });
      await before.settle(seconds(1));
      const told = [await before.orchestrator.explain('user:ann'), await before.orchestrator.briefing('user:ann'), await before.orchestrator.figures(['events.accepted', 'steps'])];
      await end(before, home);
      const after = await next();
      expect([await after.orchestrator.explain('user:ann'), await after.orchestrator.briefing('user:ann'), await after.orchestrator.figures(['events.accepted', 'steps'])]).toEqual(told);
      await after.orchestrator.close();
    });
  });
});

describe('two hosts on one store', () => {
  const memory = homes[0]?.[1];
  const twoHosts = async (): Promise<{ readonly home: Home; readonly old: Bench; readonly fresh: Bench }> => {
    if (memory === undefined) throw new Error('there is a home in memory');
    const home = memory();
    const old = createBench(home, { timing: { pollMs: seconds(5) } });
    await old.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
    await old.settle(seconds(1));
    const fresh = createBench(home, { timing: { pollMs: seconds(5) } });
    await fresh.orchestrator.start();
    return { home, old, fresh };
  };

  test('the older one can commit nothing more, says so, and stops', async () => {
    const { old, fresh } = await twoHosts();
    expect(await codeOf(old.say({ id: '2', type: 'order.placed', data: { order: 'B' } }))).toBe('LeaseLost');
    expect(await codeOf(old.orchestrator.explain('user:ann'))).toBe('LeaseLost');
    expect(await codeOf(old.orchestrator.pause('tally'))).toBe('LeaseLost');
    expect((await fresh.orchestrator.explain('user:ann')).journeys).toHaveLength(1);
    expect(await fresh.say({ id: '2', type: 'order.placed', data: { order: 'B' } })).toMatchObject({ status: 'handled' });
    await fresh.settle(hours(3));
    expect(fresh.texts()).toEqual(['Order B is confirmed.', 'Order A is waiting.', 'Order B is waiting.']);
    expect(old.texts()).toEqual(['Order A is confirmed.']);
    await Promise.all([patiently(old.clock, old.orchestrator.close()), fresh.orchestrator.close()]);
  });

  test('the older one stops by itself when it next looks for what is due', async () => {
    const { old, fresh } = await twoHosts();
    await old.settle(hours(3));
    expect(await codeOf(old.say({ id: '2', type: 'visit.began' }))).toBe('LeaseLost');
    expect(old.told.map(({ what }) => what).filter((what) => JSON.stringify(what).includes('"where":"store"'))).toEqual([expect.objectContaining({ code: 'LeaseLost' })]);
    expect([old.texts(), fresh.texts()]).toEqual([['Order A is confirmed.'], ['Order A is waiting.']]);
    await Promise.all([patiently(old.clock, old.orchestrator.close()), fresh.orchestrator.close()]);
  });

  test('events that wait in the older one’s lanes are all refused, and none of them is done', async () => {
    const { old, fresh } = await twoHosts();
    const codes = await patiently(old.clock, Promise.all(Array.from({ length: 50 }, (_one, n) => codeOf(old.orchestrator.accept(toIncoming({ id: `v${n}`, type: 'visit.began', who: [`user:u${n % 5}`] }))))));
    expect(new Set(codes)).toEqual(new Set(['LeaseLost']));
    expect((await fresh.log()).filter((entry) => entry.kind === 'event')).toHaveLength(1);
    await Promise.all([patiently(old.clock, old.orchestrator.close()), fresh.orchestrator.close()]);
  });
});
