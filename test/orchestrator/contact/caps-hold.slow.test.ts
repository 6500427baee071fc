import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, days, type Orchestrator } from 'throughline';
import { createPostgresStore } from 'throughline/adapters/postgres';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createContactRules, type ContactRules } from 'throughline/policy';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore } from 'throughline/testing';
import { useTestDatabase } from '../../adapters/postgres/test-database.js';
import { until } from '../../adapters/postgres/worker-bench.js';
import { runsOf } from '../../full-size.js';
import { createRecordingChannel } from '../recording-channel.js';
import { offering } from './offers.js';

const customers = runsOf({ ci: 40, full: 5_000 });
const most = 2;
const names = ['a', 'b', 'c', 'd'];
const rules = createContactRules({ caps: [{ name: 'two a day', most, window: { kind: 'rolling', ms: days(1) } }], needsConsent: [] });
/** the rules of somebody who counts what went, and not what is about to go, and asks once */
const countsLate: ContactRules = { ...rules, decide: (customer, asked) => (asked.decidedAt === undefined ? rules.decide({ ...customer, sends: customer.sends.filter(({ state }) => state === 'sent') }, asked) : { verdict: 'send', checks: [] }) };

/** Stores that several workers open: how many, and how each gets its own. */
const places: readonly (readonly [string, number, () => Promise<() => Store>])[] = [
  ['in memory, by two workers', 2, async () => {
    const data = createMemoryData();
    return () => createMemoryStore({ data, shared: { leaseMs: 30_000 } });
  }],
  ['in a SQLite file', 1, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return () => createSqliteStore({ file: join(folder, 'journeys.db') });
  }],
  ['in PostgreSQL, by two workers', 2, async () => {
    const database = await useTestDatabase();
    const schema = await database.newSchema();
    return () => createPostgresStore({ connection: database.workerUrl, schema });
  }],
];

interface Crowd { readonly workers: readonly Orchestrator[]; readonly went: ReadonlyMap<string, ReadonlySet<string>>; readonly idle: () => boolean }

/** Workers whose channel tries the patience of one message in four, and refuses one in eight. */
function open(count: number, store: () => Store, contact: ContactRules): Crowd {
  const went = new Map<string, Set<string>>();
  let [decided, ended, calls] = [0, 0, 0];
  const sms = () => Object.assign(createRecordingChannel(({ key, to }) => {
    calls += 1;
    if (calls % 8 === 0) return { status: 'refused', code: 'no' };
    if (calls % 4 === 0) return { status: 'retry', retryAfterMs: 5 };
    went.set(to, (went.get(to) ?? new Set<string>()).add(key));
    return { status: 'sent', providerId: key };
  }), { identityNamespace: 'phone' });
  const workers = Array.from({ length: count }, () => createOrchestrator({ journeys: names.map(offering), store: store(), channels: { sms: sms(), email: createRecordingChannel() }, texts: { offer: 'An offer' }, contact, timing: { pollMs: 50, retryFirstMs: 5 } }));
  for (const worker of workers) {
    worker.on('message.decided', () => { decided += 1; });
    for (const type of ['message.sent', 'effect.dead', 'effect.dropped'] as const) worker.on(type, () => { ended += 1; });
  }
  return { workers, went, idle: () => decided > 0 && ended >= decided };
}

/** Some customers at a time, each of whom is told of four offers at once, and of one more when some have left a place. */
async function offerToAll({ workers, idle }: Crowd, people: number): Promise<void> {
  const say = async (worker: Orchestrator | undefined, who: string, type: string, id: string): Promise<unknown> => worker?.accept({ id, source: 'shop', type, data: {}, who: [who] });
  await Promise.all(workers.map((worker) => worker.start()));
  for (let from = 0; from < people; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, people - from) }, (_, number) => `phone:+4915${100_000_000 + from + number}`);
    await Promise.all(some.map((who) => say(workers[0], who, 'offers.began', `b ${who}`)));
    await Promise.all(some.flatMap((who) => [0, 1, 2, 3].map((round) => say(workers[round % workers.length], who, 'offer.due', `${round} ${who}`))));
    await until(idle);
    await Promise.all(some.map((who) => say(workers.at(-1), who, 'offer.due', `again ${who}`)));
    await until(idle);
  }
}

const atOnce = 40;

const fullest = ({ went }: Crowd): number => Math.max(...[...went.values()].map((keys) => keys.size));

test.each(places)('%s, no customer gets more offers than the cap allows, however many journeys want to make one at once', async (_, count, place) => {
  const crowd = open(count, await place(), rules);
  onTestFinished(async () => { await Promise.all(crowd.workers.map((worker) => worker.close())); });
  await offerToAll(crowd, customers);
  expect(crowd.went.size).toBeGreaterThan(customers * 0.9);
  expect(fullest(crowd)).toBe(most);
});

test('a place that is counted only once its message went is noticed', async () => {
  const [, count, place] = places[0] ?? [];
  const crowd = open(count ?? 1, await place?.() ?? (() => createMemoryStore()), countsLate);
  onTestFinished(async () => { await Promise.all(crowd.workers.map((worker) => worker.close())); });
  await offerToAll(crowd, 40);
  expect(fullest(crowd)).toBeGreaterThan(most);
});
