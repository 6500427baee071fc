import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { JourneyError } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Change, Store } from 'throughline/ports';
import { createMemoryStore, type TestClock } from 'throughline/testing';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { canary } from '../bad-input/bad-input-row.js';
import { fateOf, judgeChanges } from '../bad-input/grammar/judge.js';
import { hostileInbound } from '../bad-input/grammar/hostile-inbound.js';
import { openFuzzedShop, type Answer, type FuzzedShop } from '../bad-input/grammar/fuzzed-shop.js';
import { watchOwnWork, type OwnWork } from '../bad-input/grammar/own-work.js';
import { postedBody } from '../bad-input/grammar/posted-bodies.js';
import { seededChoices } from '../bad-input/grammar/seeded-choices.js';
import { ShopModel, standingIn } from '../bad-input/grammar/shop-model.js';
import { soundEvent, type SoundEvent } from '../bad-input/grammar/sound-events.js';
import { spoilt } from '../bad-input/grammar/spoil.js';
import type { Choices } from '../journey/step/differential/choices.js';
import { fullSize, runsOf } from '../full-size.js';

const stores: readonly (readonly [string, (clock: TestClock) => Store])[] = [['in memory', (clock) => createMemoryStore({ clock })], ['in a file', inFile]];
/** over both stores; 1,000,000 is the whole proof */
const events = Math.ceil(runsOf({ ci: 100_000, full: 1_000_000 }) / stores.length);
/** a failure names its seed: `THROUGHLINE_SEED=1234` brings the same events again */
const seed = Number(process.env['THROUGHLINE_SEED'] ?? randomInt(2 ** 31));
/** of our own work for what comes at one moment */
const longestBlockMs = fullSize ? 50 : 500;
const heapGrowthMb = 50;
/** brought at one moment; alone where each is to be timed */
const together = fullSize ? 1 : 64;

describe('P39: of events of every kind, most of them bad,', () => {
  const told: string[] = [];

  test.each(stores)('%s, each is answered with a receipt or a typed error, only those that were handled change anything, the heap does not grow and nothing blocks the loop', async (_where, make) => {
    const shop = openFuzzedShop(make);
    const watch: Watch = { fates: new Map(), work: watchOwnWork() };
    try {
      const grownMb = await bringAll(shop, watch);
      expect(grownMb).toBeLessThan(heapGrowthMb);
      const { ms, what } = await watch.work.longest();
      expect(ms, what).toBeLessThan(longestBlockMs);
    } catch (error) {
      throw new Error(`THROUGHLINE_SEED=${seed}`, { cause: error });
    } finally {
      watch.work.end();
      await shop.orchestrator.close();
    }
    // the grammar reaches every wall of the door, and what is sound passes it
    for (const fate of ['handled', 'NotHandled', 'duplicate', 'heard', 'http 200', 'http 413', 'http 415', ...walls]) expect(watch.fates.get(fate) ?? 0, fate).toBeGreaterThan(0);
    told.push([...watch.fates].map(([fate, count]) => `${fate} ${count}`).toSorted().join(', '));
  }, 10_800_000);

  test('both stores had the same answers', () => expect([told.length, new Set(told).size]).toEqual([stores.length, 1]));
});

describe('P39: the proof notices', () => {
  const tampered: { readonly [what: string]: (change: Change) => readonly Change[] } = {
    'an event that was acknowledged and never committed': () => [],
    'an event that was committed twice': (change) => [change, change],
    'a message nobody declared': (change) => [{ ...change, effects: { add: [{ key: 'k', due: 0, attempt: 1, body: '{}' }] } }],
    'a journey that moved by itself': (change) => [{ ...change, state: (change.state ?? '').replace('"count":0', '"count":1') }],
    'a change of somebody else': (change) => [{ ...change, lane: 'c-other' }],
    'a dead letter nobody was told of': (change) => [{ ...change, parked: { add: [{ id: 'p', journey: 'tally', at: 0, cause: 'x', body: '{}' }] } }],
    'a change that no event made': (change) => [{ ...change, entries: [] }],
  };
  test.each(Object.entries(tampered))('%s', async (_what, tamper) => {
    const shop = openFuzzedShop((clock) => createMemoryStore({ clock }));
    await shop.orchestrator.start();
    shop.taken();
    const answers = [await shop.accept({ id: '1', source: 'shop', type: 'visit.began', data: {}, who: ['user:ann'] })];
    const changes = shop.taken();
    expect(() => judgeChanges(new ShopModel(), changes, answers)).not.toThrow();
    expect(() => judgeChanges(new ShopModel(), changes.flatMap(tamper), answers)).toThrow();
    await shop.orchestrator.close();
  });

  test.each([
    ['a raw error', new TypeError('x is not a function')], ['an error that says what came in', new JourneyError('InvalidInput', `no ${canary}`)], ['an error that says it in its cause', new JourneyError('InvalidInput', 'no', {}, new Error(canary))],
    ['an error that asks for what is bad to be sent again', new JourneyError('StoreUnavailable', 'later')],
  ])('%s', (_what, error) => expect(() => fateOf({ door: 'accept', error })).toThrow());

  test('work that holds the thread for long, and not what the collector takes', async () => {
    const work = watchOwnWork();
    const busy = (ms: number): void => { for (const before = process.threadCpuUsage(); process.threadCpuUsage(before).user < ms * 1_000;); };
    await work.during(async () => collect(), () => 'collected');
    const collected = (await work.longest()).ms;
    await work.during(async () => busy(150), () => 'busy');
    expect([collected < 50, await work.longest()]).toEqual([true, { ms: expect.toSatisfy((ms: number) => ms > 50), what: 'busy' }]);
    work.end();
  });

  test.each([[500, '{}'], [503, '{}'], [200, canary]])('an answer of %i with %s', (status, body) => expect(() => fateOf({ door: 'webhook', status, body })).toThrow());
});

const walls = [
  'InvalidInput', 'InvalidEventId', 'InvalidEventType', 'ReservedEventType', 'InvalidPayload', 'InvalidTime', 'InvalidTenant', 'InvalidIdentity', 'EventIdConflict', 'UnknownEvent',
  'TooDeep', 'TooLarge', 'ForbiddenKey', 'NotWellFormed', 'ForbiddenCharacter', 'NotFinite', 'UnsafeInteger', 'NotSerializable', 'UnknownCustomer', 'AmbiguousCustomer',
];

/** Every commit reaches the disk. */
function inFile(clock: TestClock): Store {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return createSqliteStore({ file: join(folder, 'journeys.db'), now: clock.now });
}

interface Watch { readonly fates: Map<string, number>; readonly work: OwnWork }

/** Brings them all, judges each, and answers by how many megabytes the heap grew after the first quarter. */
async function bringAll(shop: FuzzedShop, watch: Watch): Promise<number> {
  const choices = seededChoices(seed);
  const model = new ShopModel();
  await shop.orchestrator.start();
  shop.taken();
  let known: SoundEvent[] = [];
  let atQuarter: number | undefined;
  for (let number = 0; number < events; number += together) {
    const inputs = Array.from({ length: together }, (_, at) => inputOf(choices, number + at, known));
    const bring = (): Promise<readonly Answer[]> => Promise.all(inputs.map((input) => input.bring(shop)));
    // the first are compiled while they run
    const answers = await (number > 2_000 ? watch.work.during(bring, (done) => done.map(fateOf).join(', ')) : bring());
    inputs.forEach(({ expected }, at) => judgeOne(answers[at], expected, watch.fates));
    judgeChanges(model, shop.taken(), answers);
    known = [...known, ...inputs.flatMap(({ sound }) => sound ?? [])].slice(-200);
    if (Math.floor(number / 640) > Math.floor((number - together) / 640)) await shop.clock.advance(50);
    if (Math.floor(number / 19_200) > Math.floor((number - together) / 19_200)) known = await forget(shop);
    if (number >= events / 4) atQuarter ??= heapMb();
  }
  await compareAll(shop, model);
  return heapMb() - (atQuarter ?? 0);
}

/** the store keeps what it was told for a while, and no longer */
async function forget(shop: FuzzedShop): Promise<SoundEvent[]> {
  await shop.clock.advance(50);
  await shop.store.trim(shop.clock.now());
  shop.taken();
  return [];
}

interface Input { readonly bring: (shop: FuzzedShop) => Promise<Answer>; readonly sound?: SoundEvent; readonly expected?: readonly string[] }

function inputOf(choices: Choices, number: number, known: readonly SoundEvent[]): Input {
  const sound = soundEvent(choices, number);
  const again = known[choices.number(known.length)];
  switch (choices.number(19)) {
    case 0: case 1: case 2: case 3: case 4: case 5: return { bring: (shop) => shop.accept(sound), sound, expected: ['handled', 'NotHandled', 'NoJourney', 'JourneyClosed', 'UnknownEvent'] };
    case 6: return again === undefined ? { bring: (shop) => shop.accept(sound) } : { bring: (shop) => shop.accept({ ...again }), expected: ['duplicate'] };
    case 7: return again === undefined ? { bring: (shop) => shop.accept(sound) } : { bring: (shop) => shop.accept({ ...again, occurredAt: choices.number(1_000) + 1_769_000_000_000 }), expected: ['EventIdConflict'] };
    case 8: { const posted = postedBody(choices); return { bring: (shop) => shop.post(posted) }; }
    case 9: { const inbound = hostileInbound(choices); return { bring: (shop) => shop.hear(inbound) }; }
    default: { const event = spoilt(choices, sound); return { bring: (shop) => shop.accept(event) }; }
  }
}

function judgeOne(answer: Answer | undefined, expected: readonly string[] | undefined, fates: Map<string, number>): void {
  if (answer === undefined) throw new Error('there was no answer');
  const fate = fateOf(answer);
  if (expected?.includes(fate) === false) expect(expected).toContain(fate);
  fates.set(fate, (fates.get(fate) ?? 0) + 1);
}

/** At the end everybody stands in the store as the model has them, and there is nobody else. */
async function compareAll({ store, taken, clock }: FuzzedShop, model: ShopModel): Promise<void> {
  await clock.advance(50);
  taken();
  for (let after: string | undefined, more = true; more;) {
    const page = await store.list({ kind: 'lane', limit: 500, ...(after !== undefined && { after }) });
    const people = page.items.filter(({ lane }) => !lane.startsWith('~'));
    const rows = await store.load(people);
    for (const row of rows) expect(standingIn(row?.state ?? '{}')).toEqual(model.standing(`${row?.tenant} ${row?.lane}`));
    after = page.next;
    more = after !== undefined;
  }
  await expectAccountedFor(store);
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

function heapMb(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
