import { describe, expect, test } from 'vitest';
import { hours, minutes, type Receipt } from 'throughline';
import type { Change, Store } from 'throughline/ports';
import { verify, type Verified } from 'throughline/testing';
import { databaseOfFile } from '../adapters/postgres/database-of-file.js';
import { runsOf } from '../full-size.js';
import { createBench, patiently, toIncoming, type Bench, type Said } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { mixed } from './fates/mixed-journey.js';
import { createChance } from './simulation/chance.js';
import { createServerHomes } from './store-failure/server-homes.js';

const events = runsOf({ ci: 200, full: 20_000 });
const customers = 12;

const server = databaseOfFile();
const stores: readonly (readonly [string, () => Home | Promise<Home>])[] = [...homes, ['in PostgreSQL', () => createServerHomes({ ...server, callTimeoutMs: 30_000 })()]];

type Fate = Receipt['status'];
interface Lived {
  /** events by what their senders were answered */
  readonly answered: { readonly [fate in Fate]?: number };
  /** what could still be told of them when all was over */
  readonly found: Verified;
  readonly listed: { readonly parked: number; readonly dead: number };
  readonly figures: { readonly [figure: string]: number };
  readonly redriven: number;
}

/** Events of every kind come to every fate, over a restart; some of what was kept is tried again. */
async function live(make: () => Home | Promise<Home>, count: number, spoil: (change: Change) => Change = (change) => change): Promise<Lived> {
  const home = await make();
  const chance = createChance(7);
  const chat = createRecordingChannel(({ key }) => (key.length % 3 === 0 && chance.oneIn(3) ? { status: 'refused', code: 'NoSuchNumber' } : { status: 'sent', providerId: key }));
  const around = (store: Store): Store => ({ ...store, commit: (batch) => store.commit(batch.map(spoil)) });
  const open = (): Bench => createBench(home, { journeys: [mixed], chat, around });
  let bench = open();
  const answered: { [fate in Fate]?: number } = {};
  const told: Said[] = [];
  for (let n = 0; n < count; n += 1) {
    const again = chance.oneIn(15) ? told[chance.below(told.length)] : undefined;
    const type = chance.pick(['mixed.begun', 'mixed.opened', 'mixed.early', 'mixed.told', 'mixed.told', 'mixed.lost', 'mixed.over', 'moon.risen']);
    const event = again ?? { id: `e${n}`, type, data: type === 'mixed.told' ? { breaks: chance.oneIn(8) } : {}, who: [`user:${chance.below(customers)}`] };
    told.push(event);
    const receipt = await patiently(home.clock, bench.orchestrator.accept(toIncoming(event)));
    answered[receipt.status] = (answered[receipt.status] ?? 0) + 1;
    if (chance.oneIn(40)) await bench.settle(minutes(30));
    if (n === Math.floor(count / 2)) {
      await home.die();
      bench = open();
    }
  }
  await bench.settle(hours(3));
  const redriven = (await patiently(home.clock, bench.orchestrator.redrive({ journey: 'mixed' }))).done.length;
  await bench.settle(hours(3));
  const names = ['events.accepted', 'events.deferred', 'events.expired', 'events.ignored', 'events.parked'];
  const figures = Object.fromEntries((await bench.orchestrator.figures(names)).map((sum, at) => [names[at] ?? '', sum]));
  const listed = { parked: await countListed(bench, 'parked'), dead: await countListed(bench, 'dead') };
  await patiently(home.clock, bench.orchestrator.close());
  const store = home.store();
  await store.open({ worker: 'audit' });
  const found = await verify(store);
  await home.remove();
  return { answered, found, listed, figures, redriven };
}

async function countListed({ orchestrator }: Bench, kind: 'parked' | 'dead'): Promise<number> {
  let [sum, after]: [number, string | undefined] = [0, undefined];
  do {
    const page: { readonly items: readonly unknown[]; readonly next?: string } = await orchestrator.list({ kind, limit: 500, ...(after !== undefined && { after }) });
    sum += page.items.length;
    after = page.next;
  } while (after !== undefined);
  return sum;
}

describe.each(stores)('P27: of events that meet every fate there is, %s,', (_, make) => {
  test(`each of ${events} is accounted for: accepted is handled, deferred, ignored or parked, and the store contradicts itself nowhere`, async () => {
    const { answered, found, listed, figures, redriven } = await live(make, events);
    for (const fate of ['handled', 'deferred', 'ignored', 'parked', 'duplicate'] as const) expect(answered[fate] ?? 0, `${fate}; a run without one proves nothing`).toBeGreaterThan(0);
    const { handled = 0, deferred = 0, ignored = 0, parked = 0 } = answered;
    expect(found.findings).toEqual([]);
    expect(found.events).toBe(handled + deferred + ignored + parked);
    expect(figures['events.accepted']).toBe(found.events);
    expect({ parked: found.parked, dead: found.dead }).toEqual(listed);
    expect(redriven + listed.parked, 'parked events that were tried again, or are still kept').toBe(figures['events.parked']);
    expect(Math.min(redriven, listed.dead, figures['events.expired'] ?? 0), 'redriven, dead and expired; a run without them proves nothing').toBeGreaterThan(0);
  }, 3_600_000);
});

/** A library that loses something in silence, and what the audit must then say. */
const planted: readonly (readonly [string, (change: Change) => Change, RegExp])[] = [
  ['loses the count of one event', once(({ counters }) => counters?.['events.accepted'] !== undefined, ({ counters: _lost, ...change }) => change), /events are in the log and only \d+ were counted/],
  ['loses one event that it parked', once(({ parked }) => (parked?.add?.length ?? 0) > 0, ({ parked: _lost, ...change }) => change), /which is not kept|neither kept nor was it tried again/],
  ['writes no fate beside one event', once(({ entries }) => entries?.some(isEvent) === true, (change) => ({ ...change, entries: change.entries?.map((entry) => (isEvent(entry) ? { ...entry, body: '{}' } : entry)) ?? [] })), /nothing says what became of the event/],
  ['lists no runs any more', unlisted, /is not listed/],
];

function isEvent({ kind }: { readonly kind: string }): boolean {
  return kind === 'event';
}

function unlisted({ instances, ...change }: Change): Change {
  return { ...change, ...(instances !== undefined && { instances: { ...instances, set: [] } }) };
}

/** The bug comes to light once, on the tenth occasion. */
function once(occasion: (change: Change) => boolean, spoil: (change: Change) => Change): (change: Change) => Change {
  let occasions = 0;
  return (change) => (occasion(change) && (occasions += 1) === 10 ? spoil(change) : change);
}

test.each(planted)('the audit finds a library that %s', async (_, spoil, says) => {
  const [, make] = homes[0] ?? [];
  if (make === undefined) throw new Error('nowhere');
  expect((await live(make, 200, spoil)).found.findings.join('\n')).toMatch(says);
});
