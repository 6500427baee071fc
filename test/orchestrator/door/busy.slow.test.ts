import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from 'throughline/ports';
import { createBench, toIncoming } from './bench.js';
import { homes, type Home } from './homes.js';

/** A store whose commits wait until they are let through. */
function gated() {
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => { open = resolve; });
  return { open: () => open(), around: (store: Store): Store => ({ ...store, commit: async (batch) => { await gate; return store.commit(batch); } }) };
}

describe.each(homes)('line 47: when more comes in than can be taken, %s', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  const items = (count: number, who: (n: number) => string) => Array.from({ length: count }, (_one, n) => toIncoming({ id: `${n}`, type: 'visit.began', who: [who(n)] }));

  test('the door says so for one customer, keeps nothing of it, and takes the same event later', async () => {
    const { open, around } = gated();
    const bench = createBench(home, { around, limits: { waitingPerCustomer: 3 } });
    await bench.orchestrator.start();
    const events = items(10, () => 'user:ann');
    const answers = events.map((event) => bench.orchestrator.accept(event));
    await bench.settle(0);
    const other = bench.orchestrator.accept(toIncoming({ id: 'other', type: 'visit.began', who: ['user:bob'] }));
    open();
    const receipts = await Promise.all(answers);
    expect(receipts.map((receipt) => receipt.status)).toEqual(['handled', 'ignored', 'ignored', ...Array.from({ length: 7 }, () => 'busy')]);
    expect(receipts[9]).toMatchObject({ status: 'busy', reason: 'Busy', retryAfterMs: 1_000, instances: [] });
    expect(await other).toMatchObject({ status: 'handled' });
    expect((await bench.log()).filter((entry) => entry.kind === 'event')).toHaveLength(4);
    expect(await bench.orchestrator.accept(events[9] ?? toIncoming({ id: '', type: '' }))).toMatchObject({ status: 'ignored' });
    await bench.orchestrator.close();
  });

  test('the door says so for all customers together, also where they come at the same moment', async () => {
    const { open, around } = gated();
    const bench = createBench(home, { around, limits: { waitingInAll: 10 } });
    await bench.orchestrator.start();
    const answers = items(50, (n) => `user:u${n}`).map((event) => bench.orchestrator.accept(event));
    await bench.settle(0);
    open();
    const statuses = (await Promise.all(answers)).map((receipt) => receipt.status);
    expect(statuses.filter((status) => status === 'handled')).toHaveLength(10);
    expect(statuses.filter((status) => status === 'busy')).toHaveLength(40);
    expect(await bench.orchestrator.accept(toIncoming({ id: 'later', type: 'visit.began', who: ['user:later'] }))).toMatchObject({ status: 'handled' });
    await bench.orchestrator.close();
  });

  test('ten thousand events of one customer at once are taken in the order they came', async () => {
    const bench = createBench(home);
    const count = home.store().info.name === 'sqlite' ? 2_000 : 10_000;
    await bench.say({ id: 'b', type: 'visit.began' });
    const receipts = await Promise.all(Array.from({ length: count }, (_one, n) => bench.orchestrator.accept(toIncoming({ id: `i${n}`, type: 'item.added', data: { n } }))));
    expect(new Set(receipts.map((receipt) => receipt.status))).toEqual(new Set(['handled']));
    const facts = Object.fromEntries((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts.map((fact) => [fact.name, fact.value]) ?? []);
    expect(facts['count']).toBe(count);
    expect(facts['order']).toEqual(Array.from({ length: 200 }, (_one, n) => count - 200 + n));
    await bench.orchestrator.close();
  });

  test('what a person nobody knows yet does at one moment is taken in the order it came', async () => {
    const bench = createBench(home);
    const events = [{ id: 'b', type: 'visit.began' }, ...Array.from({ length: 100 }, (_one, n) => ({ id: `i${n}`, type: 'item.added', data: { n } }))];
    const receipts = await Promise.all(events.map((event) => bench.orchestrator.accept(toIncoming(event))));
    expect(receipts.map((receipt) => receipt.status)).toEqual(events.map(() => 'handled'));
    const facts = Object.fromEntries((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts.map((fact) => [fact.name, fact.value]) ?? []);
    expect(facts['order']).toEqual(Array.from({ length: 100 }, (_one, n) => n));
    await bench.orchestrator.close();
  });

  test('five thousand journeys begun at once are all there', async () => {
    const bench = createBench(home);
    const receipts = await Promise.all(items(5_000, (n) => `user:u${n}`).map((event) => bench.orchestrator.accept(event)));
    expect(receipts.every((receipt) => receipt.status === 'handled')).toBe(true);
    expect(await bench.orchestrator.figures(['events.accepted', 'journey.tally.started'])).toEqual([5_000, 5_000]);
    let seen = 0;
    for (let after: string | undefined, more = true; more;) {
      const page = await bench.orchestrator.list({ kind: 'instance', limit: 1_000, ...(after !== undefined && { after }) });
      seen += page.items.length;
      after = page.next;
      more = after !== undefined;
    }
    expect(seen).toBe(5_000);
    await bench.orchestrator.close();
  });

  test('what is refused at the door leaves nothing in the store', async () => {
    const bench = createBench(home, { limits: { waitingPerCustomer: 1 } });
    const refused = [
      { id: '1', type: 'visit.began', data: { at: new Date(0) } }, { id: '', type: 'visit.began' }, { id: '1', type: 'xstate.init' }, { id: '1', type: 'order.placed', data: {} },
      { id: '1', type: 'visit.began', who: [] }, { id: '1', type: 'visit.began', tenant: '../other' }, { id: '1', type: 'message.received', data: { text: 'hi' } },
    ];
    await Promise.all(refused.map(async (event) => { await expect(bench.orchestrator.accept(toIncoming(event))).rejects.toThrow(); }));
    expect(await bench.log()).toEqual([]);
    expect((await bench.store.list({ kind: 'lane', limit: 10 })).items).toEqual([]);
    expect(await bench.store.counters('default', ['events.accepted'])).toEqual([0]);
    expect(await bench.store.claim({ kind: 'timer', worker: 'test', limit: 10, leaseMs: 1 })).toMatchObject({ due: [] });
    await bench.orchestrator.close();
  });
});
