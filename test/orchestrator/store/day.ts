import { hours, JourneyError, minutes, seconds, type Receipt } from 'throughline';
import { createBench, hung, type Bench, type BenchOptions, type Said } from '../door/bench.js';
import type { Home } from '../door/homes.js';
import type { FailingStore } from './failing-store.js';

/** What happens in a day of three customers: journeys that begin, count, wait, defer, send and remind. */
const morning: readonly Said[] = [
  { id: '1', type: 'visit.began' },
  { id: '2', type: 'order.placed', data: { order: 'A' } },
  { id: '3', type: 'item.added', data: { n: 1 } },
  { id: '4', type: 'parcel.ordered', who: ['user:cid'] },
  { id: '5', type: 'parcel.weighed', data: { grams: 70 }, who: ['user:cid'] },
  { id: '6', type: 'order.placed', data: { order: 'B' }, who: ['user:bob'] },
  { id: '7', type: 'item.added', data: { n: 2 } },
  { id: '8', type: 'note.left', data: { text: 'how many?' } },
  { id: '9', type: 'parcel.packed', who: ['user:cid', 'phone:+4915112345678'] },
];
const afternoon: readonly Said[] = [
  { id: '10', type: 'order.paid', data: {}, who: ['user:bob'] },
  { id: '11', type: 'item.added', data: { n: 3 }, who: ['user:ann', 'email:ann@example.org'] },
  { id: '12', type: 'visit.closed' },
  { id: '13', type: 'item.added', data: { n: 4 } },
  { id: '14', type: 'parcel.shipped', who: ['phone:+4915112345678'] },
];

/** What a host saw of the day. */
export interface Day {
  /** what was answered to each event in the end */
  readonly receipts: ReadonlyMap<string, Receipt>;
  /** every message that reached the channel, by key: how often, and how many different contents */
  readonly sent: ReadonlyMap<string, { readonly times: number; readonly contents: ReadonlySet<string> }>;
  /** how everything stands, without times */
  readonly end: unknown;
  /** ids of the events in the log, in order */
  readonly events: readonly string[];
}

const timing = { pollMs: minutes(10) };

export interface Host extends BenchOptions {
  /** how long one call of the store may take */
  readonly storeMs: number;
  /** how long one who brings an event waits before the process is taken for dead */
  readonly patienceMs: number;
  readonly failing: FailingStore;
}

/** Lives through the day as a host would: what was not acknowledged is sent again, and a process that hangs is started anew. */
export async function liveDay(home: Home, { storeMs, patienceMs, failing, ...options }: Host): Promise<Day> {
  const receipts = new Map<string, Receipt>();
  const sent: { readonly key: string }[] = [];
  let bench = createBench(home, { timing: { ...timing, storeMs }, around: failing.around, ...options });
  let restarted = false;
  const restart = async (): Promise<void> => {
    sent.push(...bench.chat.sent.splice(0));
    restarted = true;
    await home.die();
    bench = createBench(home, { timing });
  };
  const passes = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= seconds(30)) {
      await bench.settle(Math.min(left, seconds(30)));
      if (failing.isDead() && !restarted) { await restart(); await bench.orchestrator.start(); }
    }
  };
  const bring = async (event: Said): Promise<void> => {
    for (let tries = 0; tries < 4; tries += 1) {
      const receipt = await bench.say(event, patienceMs).catch(unlessAway);
      if (receipt === 'hung') await restart();
      else if (receipt !== 'away') return void receipts.set(event.id, receipt);
    }
    throw new Error(`event ${event.id} was never taken`);
  };
  for (const event of morning) { await bring(event); await passes(seconds(1)); }
  await passes(hours(2) + minutes(1));
  for (const event of afternoon) { await bring(event); await passes(seconds(1)); }
  await passes(hours(1));
  await restart();
  await bench.orchestrator.start();
  await bench.settle(minutes(2));
  sent.push(...bench.chat.sent);
  const day = { receipts, sent: bySentKey(sent), end: await endOf(bench), events: await eventsOf(bench) };
  await bench.orchestrator.close();
  return day;
}

function unlessAway(error: unknown): 'away' | 'hung' {
  if (error === hung) return 'hung';
  if (JourneyError.is(error, 'StoreUnavailable')) return 'away';
  throw error;
}

function bySentKey(sent: readonly { readonly key: string }[]): Day['sent'] {
  return new Map([...Map.groupBy(sent, (message) => message.key)].map(([key, same]) => [key, { times: same.length, contents: new Set(same.map((message) => JSON.stringify(message))) }]));
}

async function endOf(bench: Bench): Promise<unknown> {
  return Promise.all(['user:ann', 'user:bob', 'user:cid'].map(async (who) => {
    const [explained, briefed] = [await bench.orchestrator.explain(who), await bench.orchestrator.briefing(who)];
    return {
      identities: briefed.identities,
      running: explained.journeys.map(({ instance, where, deferred, status, movesByItself }) => ({ instance, where, deferred: deferred.map((event) => event.type), status, moves: movesByItself.length })),
      ended: explained.ended.map(({ instance, reason }) => ({ instance, reason })),
      facts: briefed.journeys.map(({ facts }) => facts.map(({ name, value }) => [name, value])),
      said: briefed.interactions.map(({ key, text, type }) => ({ key, text, type })),
    };
  }));
}

async function eventsOf(bench: Bench): Promise<readonly string[]> {
  return (await bench.log()).filter((entry) => entry.kind === 'event').map((entry) => (JSON.parse(entry.body) as { readonly id: string }).id);
}
