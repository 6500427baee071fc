import { describe, expect, it } from 'vitest';
import { databaseOfFile } from './database-of-file.js';
import { holdUp } from './wait-trigger.js';
import { openWorker, until, type TestWorker } from './worker-bench.js';

/** What one worker's right or wrong looks like from outside; false where the promise is broken. */
interface Probe {
  readonly promise: string;
  readonly holds: (bench: Bench) => Promise<boolean>;
  /** the change to a function of the schema that must be noticed */
  readonly bug: { readonly name: string; readonly in: string; readonly from: string; readonly to: string };
}
interface Bench { readonly schema: string; readonly join: (name: string) => Promise<TestWorker> }

const server = databaseOfFile(12);

const event = (body: string) => ({ kind: 'event', at: 1, body, dedupe: { source: 's', id: body, digest: 'd' } }) as const;
const endLease = (schema: string, epoch: number) => server.database.admin.query(`UPDATE ${schema}.worker SET until = 0 WHERE epoch = ${epoch}`);
const claim = async ({ store }: TestWorker, leaseMs = 600_000) => (await store.claim({ kind: 'effect', worker: 'w', limit: 100, leaseMs })).due;

const probes: readonly Probe[] = [
  {
    promise: 'a worker whose time is over commits no more', bug: { name: 'no fence', in: 'alive_1', from: 'RETURN EXISTS (SELECT FROM worker WHERE epoch = asked AND until > now_ms())', to: 'RETURN true' },
    async holds({ schema, join }) {
      const { store, change, epoch } = await join('w');
      await endLease(schema, epoch);
      return (await store.commit([change('a')]))[0]?.ok === false;
    },
  },
  {
    promise: 'a worker whose time is over cannot renew itself', bug: { name: 'a renewal that asks for no time', in: 'renew_1', from: 'WHERE epoch = own AND until > now_ms()', to: 'WHERE epoch = own' },
    async holds({ schema, join }) {
      const { store, change, epoch } = await join('w');
      await endLease(schema, epoch);
      await server.database.admin.query(`SELECT ${schema}.renew_1(${epoch}, 1000000)`);
      return (await store.commit([change('a')]))[0]?.ok === false;
    },
  },
  {
    promise: 'what a dead worker had in hand is due at once', bug: { name: 'a burial that gives nothing back', in: 'release_1', from: 'UPDATE effect e SET next = now_ms()', to: 'UPDATE effect e SET next = e.next' },
    async holds({ schema, join }) {
      const dead = await join('dead');
      await dead.store.commit([dead.change('a', { effects: { add: [{ key: 'e', due: 9e15, attempt: 1, body: 'b' }] } })]);
      await endLease(schema, dead.epoch);
      return (await claim(await join('heir'))).length === 1;
    },
  },
  {
    promise: 'a dead worker is dead a lease later, though the clock went back by an hour', bug: { name: 'a lease that runs until the clock reaches its end', in: 'follow_clock_1', from: 'WHERE until > now_ms() + lease_ms', to: 'WHERE false' },
    async holds({ schema, join }) {
      const { setClock } = server.database;
      await setClock(schema, 10_000_000);
      const dead = await join('dead');
      await dead.store.commit([dead.change('a', { effects: { add: [{ key: 'e', due: 9e15, attempt: 1, body: 'b' }] } })]);
      await setClock(schema, 6_400_000);
      await join('heir');
      await setClock(schema, 6_430_001);
      return (await claim(await join('late heir'))).length === 1;
    },
  },
  {
    promise: 'a claim ends in its time, though the clock went back by an hour', bug: { name: 'claims that are left where they are', in: 'follow_clock_1', from: 'AND claimed > now_ms() FOR UPDATE', to: 'AND false FOR UPDATE' },
    async holds({ schema, join }) {
      const { setClock } = server.database;
      await setClock(schema, 10_000_000);
      const one = await join('one');
      await one.store.commit([one.change('a', { effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'b' }] } })]);
      await claim(one, 1_000);
      await setClock(schema, 6_400_000);
      await claim(one, 1_000);
      await setClock(schema, 6_401_000);
      return (await claim(one, 1_000)).length === 1;
    },
  },
  {
    promise: 'an effect is not handed out again while it is on its way', bug: { name: 'a claim without a lease', in: 'claim_effects_1', from: 'next = ms + lease', to: 'next = ms' },
    async holds({ join }) {
      const [one, other] = [await join('one'), await join('other')];
      await one.store.commit([one.change('a', { effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'b' }] } })]);
      return (await claim(one)).length === 1 && (await claim(other)).length === 0;
    },
  },
  {
    promise: 'two workers who decided on one version are not both taken', bug: { name: 'no look at the version', in: 'commit_1', from: `WHEN c.expect >= 0 AND c.expect <> c.version THEN 'version'`, to: '' },
    async holds({ join }) {
      const [one, other] = [await join('one'), await join('other')];
      const outcomes = await Promise.all([one, other].map(({ store, change }) => store.commit([change('a')])));
      return outcomes.flat().filter(({ ok }) => ok).length === 1;
    },
  },
  {
    promise: 'an event is accepted once, whichever workers it comes to', bug: { name: 'dedupe keys that nobody asks for', in: 'append_1', from: 'IF kept <', to: 'IF kept < 0 AND kept <' },
    async holds({ join }) {
      const [one, other] = [await join('one'), await join('other')];
      for (let round = 0; round < 60; round += 1) {
        const outcomes = await Promise.all([one, other].map(({ store, change, epoch }) => store.commit([change(`${epoch} ${round}`, { entries: [event(`${round}`)] })])));
        if (outcomes.flat().filter(({ ok }) => ok).length !== 1) return false;
      }
      return true;
    },
  },
  {
    promise: 'an identity has one holder, whichever workers claim it', bug: { name: 'a claim that does not look back', in: 'claim_identities_1', from: 'AND x.lane = lanes[i.change])', to: 'AND x.lane IS NOT NULL)' },
    async holds({ join }) {
      const [one, other] = [await join('one'), await join('other')];
      for (let round = 0; round < 60; round += 1) {
        const outcomes = await Promise.all([one, other].map(({ store, change, epoch }) => store.commit([change(`${epoch} ${round}`, { identities: { claim: [`email:${round}`] } })])));
        if (outcomes.flat().filter(({ ok }) => ok).length !== 1) return false;
      }
      return true;
    },
  },
  {
    promise: 'a reader passes no commit under way', bug: { name: 'a reader that goes by the last position', in: 'scan_1', from: 'AND g.position <= settled', to: '' },
    async holds({ schema, join }) {
      const { store, change } = await join('w');
      const held = await holdUp(server.database, schema, 'held');
      const late = store.commit([change('a', { entries: [event('held')] })]);
      await until(async () => (await held.waiting()).length === 1);
      await store.commit([change('b', { entries: [event('after')] })]);
      const { next } = await store.scan(0, 10);
      await held.letGo();
      await late;
      return (await store.scan(next, 10)).entries.some(({ body }) => body === 'held');
    },
  },
  {
    promise: 'nobody who names no tenant sees a row', bug: { name: 'a policy that sees all', in: 'sees_all', from: `coalesce(current_setting('throughline.every_tenant', true), '') = 'on'`, to: 'true' },
    async holds({ schema, join }) {
      const { store, change } = await join('w');
      await store.commit([change('a')]);
      return (await server.pool.query(`SELECT FROM ${schema}.lane`)).rowCount === 0;
    },
  },
  {
    promise: 'the tenants of a call are forgotten when it ends', bug: { name: 'a setting of the session', in: 'see_tenants_1', from: `set_config('throughline.tenants', names::text, true)`, to: `set_config('throughline.tenants', names::text, false)` },
    async holds({ schema, join }) {
      const { store, change } = await join('w');
      await Promise.all(Array.from({ length: 12 }, (_, at) => store.commit([change(`a${at}`)])));
      const seen = await Promise.all(Array.from({ length: 12 }, () => server.pool.query(`SELECT FROM ${schema}.lane`)));
      return seen.every(({ rowCount }) => rowCount === 0);
    },
  },
];

describe.each(probes)('$promise', ({ holds, bug }) => {
  it('holds', async () => {
    expect(await holds(await newBench())).toBe(true);
  });

  it(`and the bug is noticed: ${bug.name}`, async () => {
    const bench = await newBench();
    await plant(bench.schema, bug);
    expect(await holds(bench)).toBe(false);
  });
});

async function newBench(): Promise<Bench> {
  const schema = await server.database.newSchema();
  return { schema, join: (name) => openWorker(name, { pool: server.pool, schema }) };
}

async function plant(schema: string, bug: Probe['bug']): Promise<void> {
  const { rows } = await server.database.admin.query(`SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace AND proname = '${bug.in}'`);
  const definition = String(rows[0]?.definition);
  expect(definition).toContain(bug.from);
  await server.database.admin.query(`SET search_path TO ${schema}, pg_temp; ${definition.replace(bug.from, () => bug.to)}; RESET search_path`);
}
