import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, createBench } from './bench.js';
import { homes, sharedHomes, type Home } from './homes.js';

describe.each([...homes, ...sharedHomes])('who an event is about, %s', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  const began = { type: 'visit.began' };

  test('two events of one unknown person at the same moment make one customer', async () => {
    const bench = createBench(home);
    const receipts = await Promise.all([1, 2, 3, 4, 5].map((n) => bench.say({ id: `${n}`, ...began, who: ['user:ann'] })));
    expect(new Set(receipts.map((receipt) => receipt.customer)).size).toBe(1);
    expect((await bench.orchestrator.list({ kind: 'instance' })).items).toHaveLength(1);
    await bench.orchestrator.close();
  });

  test('two events that share only one identity of an unknown person make one customer with all identities', async () => {
    const bench = createBench(home);
    const [one, other] = await Promise.all([
      bench.say({ id: '1', ...began, who: ['user:ann', 'email:ann@example.org'] }),
      bench.say({ id: '2', ...began, who: ['phone:+4915112345678', 'user:ann'] }),
    ]);
    expect(one.customer).toBe(other.customer);
    expect((await bench.orchestrator.briefing('user:ann')).identities.toSorted()).toEqual(['email:ann@example.org', 'phone:+4915112345678', 'user:ann']);
    await bench.orchestrator.close();
  });

  test('a new identity beside a known one is learnt, and leads to the same customer from then on, also after a restart', async () => {
    const bench = createBench(home);
    const first = await bench.say({ id: '1', ...began, who: ['user:ann'] });
    await bench.say({ id: '2', ...began, who: ['user:ann', 'phone:+4915112345678'] });
    expect(await bench.say({ id: '3', ...began, who: ['phone:+4915112345678'] })).toMatchObject({ customer: first.customer });
    await bench.orchestrator.close();
    const after = createBench(home);
    expect(await after.say({ id: '4', ...began, who: ['phone:+4915112345678'] })).toMatchObject({ customer: first.customer });
    expect((await after.orchestrator.explain('phone:+4915112345678')).customer).toBe(first.customer);
    await after.orchestrator.close();
  });

  test('identities of two different customers in one event are refused, and neither customer changes', async () => {
    const bench = createBench(home);
    await bench.say({ id: '1', ...began, who: ['user:ann'] });
    await bench.say({ id: '2', ...began, who: ['phone:+4915112345678'] });
    const before = await bench.log();
    expect(await codeOf(bench.say({ id: '3', type: 'item.added', data: { n: 1 }, who: ['user:ann', 'phone:+4915112345678'] }))).toBe('AmbiguousCustomer');
    expect(await bench.log()).toEqual(before);
    expect((await bench.orchestrator.briefing('user:ann')).identities).toEqual(['user:ann']);
    await bench.orchestrator.close();
  });

  test('two unknown people who claim one new identity at once are one customer or the second is refused, never both', async () => {
    const bench = createBench(home);
    await bench.say({ id: '1', ...began, who: ['user:ann'] });
    await bench.say({ id: '2', ...began, who: ['user:bob'] });
    const answers = await Promise.all([
      codeOf(bench.say({ id: '3', ...began, who: ['user:ann', 'phone:+4915112345678'] })),
      codeOf(bench.say({ id: '4', ...began, who: ['user:bob', 'phone:+4915112345678'] })),
    ]);
    expect(answers.toSorted()).toEqual(['AmbiguousCustomer', 'nothing was refused']);
    const holders = await Promise.all(['user:ann', 'user:bob'].map(async (who) => (await bench.orchestrator.briefing(who)).identities.includes('phone:+4915112345678')));
    expect(holders.filter(Boolean)).toHaveLength(1);
    await bench.orchestrator.close();
  });

  test('a customer named by an id that nobody has is refused and not made', async () => {
    const bench = createBench(home);
    expect(await codeOf(bench.say({ id: '1', ...began, who: { customer: 'c-17' } }))).toBe('UnknownCustomer');
    expect(await bench.log()).toEqual([]);
    expect((await bench.store.list({ kind: 'lane', limit: 10 })).items).toEqual([]);
    const { customer } = await bench.say({ id: '2', ...began });
    expect(await bench.say({ id: '3', ...began, who: { customer } })).toMatchObject({ customer });
    expect(await codeOf(bench.say({ id: '4', ...began, who: { customer }, tenant: 'acme' }))).toBe('UnknownCustomer');
    await bench.orchestrator.close();
  });

  test('what the customer tells about themselves changes the language they are written to in', async () => {
    const bench = createBench(home);
    await bench.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
    expect(await bench.say({ id: '2', type: 'customer.updated', data: { locale: 'de-AT', name: 'Ann' } })).toMatchObject({ status: 'handled' });
    await bench.say({ id: '3', type: 'order.placed', data: { order: 'B' } });
    await bench.settle();
    expect(bench.texts()).toEqual(['Order A is confirmed.', 'Auftrag B ist bestätigt.']);
    expect((await bench.orchestrator.briefing('user:ann')).profile).toEqual({ locale: 'de-AT', name: 'Ann' });
    await bench.orchestrator.close();
  });

  test('a profile that is no profile is refused and changes nothing', async () => {
    const bench = createBench(home);
    await bench.say({ id: '1', type: 'customer.updated', data: { locale: 'de' } });
    for (const data of [{ locale: 7 }, { language: 'de' }, { locale: 'x'.repeat(36) }]) expect(await codeOf(bench.say({ id: '2', type: 'customer.updated', data }))).toBe('InvalidPayload');
    expect((await bench.orchestrator.briefing('user:ann')).profile).toEqual({ locale: 'de' });
    await bench.orchestrator.close();
  });
});

describe.each([...homes, ...sharedHomes])('tenants, %s', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  test('never see each other, though everything in them has the same name', async () => {
    const bench = createBench(home, { tenants: 'several' });
    for (const [tenant, order] of [['acme', 'A'], ['zeta', 'Z']] as const) {
      await bench.say({ id: '1', type: 'order.placed', data: { order }, tenant });
      await bench.say({ id: '2', type: 'customer.updated', data: { name: `of ${tenant}` }, tenant });
    }
    await bench.settle();
    expect(bench.texts()).toEqual(['Order A is confirmed.', 'Order Z is confirmed.']);
    expect(new Set(bench.chat.sent.map((message) => message.key.split('/')[0]))).toEqual(new Set(['acme', 'zeta']));
    for (const [tenant, order] of [['acme', 'A'], ['zeta', 'Z']] as const) {
      const name = { customer: 'user:ann', tenant };
      const briefing = await bench.orchestrator.briefing(name);
      expect(briefing.profile).toEqual({ name: `of ${tenant}` });
      expect(briefing.journeys.flatMap((journey) => journey.facts.map((fact) => fact.value))).toEqual([order]);
      expect((await bench.orchestrator.timeline(name)).map((interaction) => interaction.text)).toEqual([`Order ${order} is confirmed.`]);
      expect((await bench.orchestrator.list({ kind: 'instance', tenant })).items.map((item) => item.customer)).toEqual([briefing.customer]);
      expect(await bench.orchestrator.figures(['events.accepted'], tenant)).toEqual([2]);
    }
    await bench.orchestrator.close();
  });

  test('each end their own journeys: neither can cancel, answer or redrive for the other', async () => {
    const bench = createBench(home, { tenants: 'several' });
    const { instances, customer } = await bench.say({ id: '1', type: 'order.placed', data: { order: 'A' }, tenant: 'acme' });
    const [instance = ''] = instances;
    expect(await codeOf(bench.orchestrator.cancel(instance, { tenant: 'zeta' }))).toBe('UnknownJourney');
    expect(await codeOf(bench.orchestrator.explain({ customer: customer ?? '', tenant: 'zeta' }))).toBe('UnknownCustomer');
    expect(await codeOf(bench.orchestrator.redrive({ dead: `zeta/${instance}/1/0`, tenant: 'zeta' }))).toBe('UnknownEvent');
    expect((await bench.orchestrator.explain({ customer: 'user:ann', tenant: 'acme' })).journeys).toHaveLength(1);
    expect((await bench.store.list({ kind: 'lane', tenant: 'zeta', limit: 10 })).items).toEqual([]);
    await bench.orchestrator.close();
  });

  test('must be named where there are several, and are written exactly so', async () => {
    const bench = createBench(home, { tenants: 'several' });
    expect(await codeOf(bench.say({ id: '1', type: 'visit.began' }))).toBe('TenantRequired');
    const receipts = [await bench.say({ id: '1', type: 'visit.began', tenant: 'acme' }), await bench.say({ id: '1', type: 'visit.began', tenant: 'ACME' })];
    expect(receipts.map((receipt) => receipt.status)).toEqual(['handled', 'handled']);
    expect((await bench.log()).map((entry) => entry.tenant)).toEqual(['acme', 'ACME']);
    await bench.orchestrator.close();
  });
});
