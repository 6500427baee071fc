import { describe, expect, onTestFinished, test } from 'vitest';
import { JourneyError, hours } from 'throughline';
import type { Store } from 'throughline/ports';
import { codeOf, createBench, toIncoming } from '../door/bench.js';
import { homes, type Home } from '../door/homes.js';

type Lie = (store: Store) => Partial<Store>;
/** A store that tells the truth until it is told to lie. */
function lying(lie: Lie) {
  let lies = false;
  const around = (store: Store): Store => {
    const liar = { ...store, ...lie(store) };
    return new Proxy(store, { get: (target, name) => Reflect.get(lies ? liar : target, name) });
  };
  return { around, begin() { lies = true; } };
}
const any = (value: unknown): never => value as never;
function opened(make: () => Home): Home {
  const home = make();
  onTestFinished(() => home.remove());
  return home;
}

/** Each way a store answers an event wrongly, and what it would have mixed up. */
const toEvents: { readonly [what: string]: Lie } = {
  'another number of outcomes than changes': (store) => ({ commit: async (batch) => (await store.commit(batch)).slice(1) }),
  'more outcomes than changes': (store) => ({ commit: async (batch) => { const outcomes = await store.commit(batch); return [...outcomes, ...outcomes]; } }),
  'no list of outcomes': (store) => ({ commit: async (batch) => { await store.commit(batch); return any(undefined); } }),
  'an outcome that is none': (store) => ({ commit: async (batch) => { await store.commit(batch); return batch.map(() => any({ ok: 'yes' })); } }),
  'a version that cannot be': (store) => ({ commit: async (batch) => (await store.commit(batch)).map((outcome) => any({ ...outcome, version: 99 })) }),
  'a version as text': (store) => ({ commit: async (batch) => (await store.commit(batch)).map((outcome) => any({ ...outcome, version: '2' })) }),
  'the wrong customer': (store) => ({ load: async (lanes) => (await store.load(lanes)).map((row) => (row === undefined ? row : { ...row, lane: 'c-other' })) }),
  'a customer of another tenant': (store) => ({ load: async (lanes) => (await store.load(lanes)).map((row) => (row === undefined ? row : { ...row, tenant: 'acme' })) }),
  'customers in the wrong order': (store) => ({ load: async (lanes) => (await store.load(lanes)).toReversed() }),
  'fewer customers than asked': (store) => ({ load: async (lanes) => (await store.load(lanes)).slice(1) }),
  'a holder that is no name': (store) => ({ resolve: async (keys) => { await store.resolve(keys); return keys.map(() => any({ lane: 'c-1' })); } }),
  'fewer holders than asked': () => ({ resolve: async () => [] }),
  'something that throws when it is read': (store) => ({ commit: async (batch) => { await store.commit(batch); return any(new Proxy([], { get(_target, name) { if (name === 'then') return undefined; throw new Error('unreadable'); } })); } }),
};

describe.each(homes)('line 45: a store that, %s, answers an event with', (_, make) => {
  test.each(Object.entries(toEvents))('%s is stopped at once, and nothing of any customer is mixed up', async (_what, lie) => {
    const home = opened(make);
    const { around, begin } = lying(lie);
    const before = createBench(home);
    for (const who of ['ann', 'bob']) await before.say({ id: who, type: 'visit.began', who: [`user:${who}`] });
    await before.orchestrator.close();
    const bench = createBench(home, { around });
    await bench.orchestrator.start();
    begin();
    const codes = await Promise.all(['ann', 'bob'].map((who, n) => codeOf(bench.say({ id: `i-${who}`, type: 'item.added', data: { n }, who: [`user:${who}`] }))));
    expect(codes).toContain('StorageContractViolation');
    expect(codes.every((code) => code === 'StorageContractViolation' || code === 'nothing was refused')).toBe(true);
    expect(await codeOf(bench.say({ id: 'later', type: 'visit.began', who: ['user:cid'] }))).toBe('StorageContractViolation');
    expect(bench.told.filter(({ type }) => type === 'fault')).toContainEqual({ type: 'fault', what: expect.objectContaining({ where: 'store', code: 'StorageContractViolation' }) });
    await home.die();
    const after = createBench(home);
    for (const [n, who] of ['ann', 'bob'].entries()) {
      await after.say({ id: `i-${who}`, type: 'item.added', data: { n }, who: [`user:${who}`] });
      expect((await after.orchestrator.briefing(`user:${who}`)).journeys[0]?.facts.map((fact) => fact.value)).toEqual([1, [n]]);
    }
    await after.orchestrator.close();
  });
});

/** Each way a store hands out what is due wrongly. */
const toClaims: { readonly [what: string]: Lie } = {
  'a delay before its time': (store) => ({ claim: any(async (query: never) => { const claimed = await store.claim(query); return { ...claimed, due: claimed.due.map((row) => ({ ...row, due: claimed.now + 1 })) }; }) }),
  'a customer that is none': (store) => ({ claim: any(async (query: never) => { const claimed = await store.claim(query); return { ...claimed, due: claimed.due.map((row) => ({ ...row, lane: undefined })) }; }) }),
  'no attempt': (store) => ({ claim: any(async (query: never) => { const claimed = await store.claim(query); return { ...claimed, due: claimed.due.map(({ attempt: _gone, ...row }) => row) }; }) }),
  'no list': (store) => ({ claim: any(async (query: never) => ({ ...(await store.claim(query)), due: undefined })) }),
  'a time that is none': (store) => ({ claim: any(async (query: never) => ({ ...(await store.claim(query)), now: Number.NaN })) }),
  'ever the same again, more than was asked for': (store) => ({ claim: any(async (query: never) => { const claimed = await store.claim(query); return { ...claimed, due: Array.from({ length: 65 }, () => claimed.due[0] ?? {}) }; }) }),
};

describe.each(homes)('line 45: a store that, %s, hands out', (_, make) => {
  test.each(Object.entries(toClaims))('%s is stopped, nothing is fired, and the delay ends with a sound store', async (_what, lie) => {
    const home = opened(make);
    const before = createBench(home);
    await before.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
    await before.settle();
    await before.orchestrator.close();
    const { around, begin } = lying(lie);
    const bench = createBench(home, { around });
    await bench.orchestrator.start();
    await bench.settle();
    begin();
    await bench.settle(hours(3));
    expect(bench.texts()).toEqual([]);
    expect(await codeOf(bench.orchestrator.start())).toBe('StorageContractViolation');
    await home.die();
    const after = createBench(home);
    await after.orchestrator.start();
    await after.settle();
    expect(after.texts()).toEqual(['Order A is waiting.']);
    await after.orchestrator.close();
  });

  test('an effect of somebody else under this customer is stopped before it is sent', async () => {
    const home = opened(make);
    const lie = lying((store) => ({ claim: any(async (query: never) => { const claimed = await store.claim(query); return { ...claimed, due: claimed.due.map((row) => ({ ...row, lane: 'c-other' })) }; }) }));
    const before = createBench(home);
    await before.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
    await home.die();
    const bench = createBench(home, { around: lie.around });
    lie.begin();
    await bench.orchestrator.start();
    await bench.settle();
    expect(bench.texts()).toEqual([]);
    expect(await codeOf(bench.orchestrator.start())).toBe('StorageContractViolation');
  });
});

describe.each(homes)('line 45: a store that, %s, answers a question with', (_, make) => {
  test.each([
    ['somebody else’s conversation', (store: Store) => ({ history: async (lane: Parameters<Store['history']>[0], query: Parameters<Store['history']>[1]) => (await store.history(lane, query)).map((entry) => ({ ...entry, lane: 'c-other' })) }), 'timeline'],
    ['another tenant’s journeys', (store: Store) => ({ list: any(async (query: never) => { const page = await store.list(query); return { ...page, items: page.items.map((item) => ({ ...item, tenant: 'acme' })) }; }) }), 'list'],
  ] as const)('%s tells nobody', async (_what, lie, question) => {
    const home = opened(make);
    const { around, begin } = lying(lie);
    const bench = createBench(home, { around });
    await bench.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
    begin();
    const asked = question === 'timeline' ? bench.orchestrator.timeline('user:ann') : bench.orchestrator.list({ kind: 'instance', tenant: 'default' });
    expect(await codeOf(asked)).toBe('StorageContractViolation');
  });

  test('a customer that cannot be read refuses that customer, and serves the others', async () => {
    const home = opened(make);
    const before = createBench(home);
    for (const who of ['ann', 'bob']) await before.say({ id: who, type: 'visit.began', who: [`user:${who}`] });
    const { customer } = await before.orchestrator.briefing('user:ann');
    await before.orchestrator.close();
    const bench = createBench(home, { around: (store) => ({ ...store, load: async (lanes) => (await store.load(lanes)).map((row) => (row?.lane === customer ? { ...row, state: '{"format":1,"identities":["user:an' } : row)) }) });
    const [ann, bob] = await Promise.all(['ann', 'bob'].map((who) => bench.orchestrator.accept(toIncoming({ id: `i-${who}`, type: 'item.added', data: { n: 1 }, who: [`user:${who}`] })).catch((error: unknown) => error)));
    expect(ann).toMatchObject({ code: 'StorageContractViolation' });
    expect(JourneyError.is(ann) ? `${ann.message} ${String(ann.cause)}` : '').not.toContain('user:an');
    expect(bob).toMatchObject({ status: 'handled' });
    await bench.orchestrator.close();
  });
});
