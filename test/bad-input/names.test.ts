import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from 'throughline/ports';
import { codeOf, createBench, type Bench, type BenchOptions } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

describe.each(homes)('a name that comes in with an event, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(() => { home = make(); });
  afterEach(async () => { await bench.orchestrator.close(); await home.remove(); });
  const begin = (options: BenchOptions = {}): void => { bench = createBench(home, options); };

  /** An id and a source in which somebody has written an address. */
  const personal = { id: '+4915112345678', source: 'ann@example.org' };

  test('line 48: that holds somebody’s address reaches no figure, no error and no dead letter', async () => {
    const counted = new Set<string>();
    const around = (store: Store): Store => ({ ...store, commit: async (batch) => { for (const { counters = {} } of batch) for (const name of Object.keys(counters)) counted.add(name); return store.commit(batch); } });
    begin({ around, chat: createRecordingChannel(() => ({ status: 'refused', code: 'blocked' })) });
    const told: unknown[] = [];
    for (const type of ['fault', 'effect.dead', 'message.failed', 'journey.started'] as never[]) bench.orchestrator.on(type, (what) => told.push(what));
    await bench.say({ ...personal, type: 'order.placed', data: { order: 'A' } });
    await bench.settle();
    const conflict: unknown = await bench.say({ ...personal, type: 'order.placed', data: { order: 'B' } }).catch((error: unknown) => error);
    const dead = (await bench.orchestrator.list({ kind: 'dead' })).items;
    expect(counted.size).toBeGreaterThan(3);
    expect(dead).toHaveLength(1);
    for (const address of [personal.id, personal.source, '4915112345678']) expect(`${[...counted].join(' ')} ${String(conflict)} ${JSON.stringify([conflict, dead, told])}`).not.toContain(address);
  });

  test('line 48: that looks like an address or a secret is warned of, once for each kind and without the name, and refused by nobody', async () => {
    begin();
    const told: unknown[] = [];
    bench.orchestrator.on('name.personal', (what) => told.push(what));
    for (const [id, source, type] of [
      ['1', 'shop', 'order.placed'], [personal.id, personal.source, 'visit.began'], ['+4915112345679', 'bob@example.org', 'visit.began'],
      ['ann@example.org', 'shop', 'call.4915112345678'], ['sk_live_4eC39HqLyjWDarjtT1', 'shop', 'visit.began'],
    ] as const) await bench.say({ id, source, type, data: type === 'order.placed' ? { order: 'A' } : {} });
    expect(told).toEqual([{ name: 'id', looks: 'phone' }, { name: 'source', looks: 'e-mail' }, { name: 'id', looks: 'e-mail' }, { name: 'type', looks: 'phone' }, { name: 'id', looks: 'secret' }]);
    expect(await bench.orchestrator.figures(['events.accepted'])).toEqual([5]);
    // a provider names what it brings as it likes, and nobody here can change it
    await bench.chat.hear({ kind: 'message', id: '+4915112345678', from: 'ann', text: 'hello' });
    expect(told).toHaveLength(5);
  });

  test('line 48: that is an address is no name for a customer: the library names them by what nobody can read', async () => {
    begin();
    const { customer } = await bench.say({ id: '1', type: 'visit.began', who: ['phone:+4915112345678', 'email:ann@example.org'] });
    expect(customer).toMatch(/^c-[0-9a-f]{32}$/);
    expect(await codeOf(bench.say({ id: '2', type: 'visit.began', who: { customer: 'ann@example.org' } }))).toBe('InvalidIdentity');
  });

  test('line 49: is asked for where a host has several tenants, and an event without one is not taken as anybody’s', async () => {
    begin({ tenants: 'several' });
    for (const tenant of [undefined, '']) expect(await codeOf(bench.say({ id: '1', type: 'visit.began', ...(tenant !== undefined && { tenant }) }))).toBe(tenant === undefined ? 'TenantRequired' : 'InvalidTenant');
    expect(await codeOf(bench.chat.hear({ kind: 'message', id: 'm1', from: 'ann', text: 'hello' }))).toBe('TenantRequired');
    expect(await bench.log()).toEqual([]);
    expect(await bench.say({ id: '1', type: 'visit.began', tenant: 'acme' })).toMatchObject({ status: 'handled' });
  });

  test('line 49: as a tenant is compared byte by byte: twins in another case are two, and neither sees the other', async () => {
    begin();
    const receipts = [];
    for (const tenant of ['acme', 'Acme', 'ACME', 'acme-', '0acme']) receipts.push(await bench.say({ id: '1', type: 'visit.began', tenant }));
    expect(receipts.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'handled'));
    expect(await Promise.all(['acme', 'Acme', 'ACME', 'acme-', '0acme', 'aCME'].map(async (tenant) => (await bench.orchestrator.list({ kind: 'instance', tenant })).items.length))).toEqual([1, 1, 1, 1, 1, 0]);
    expect(await codeOf(bench.orchestrator.explain({ customer: 'user:ann', tenant: 'aCME' }))).toBe('UnknownCustomer');
    expect(await codeOf(bench.orchestrator.explain('user:ann'))).toBe('UnknownCustomer');
  });
});
