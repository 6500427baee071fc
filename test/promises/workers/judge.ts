import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from 'throughline/testing';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import type { TestDatabase } from '../../adapters/postgres/test-database.js';
import { contradictionsIn } from './history.js';
import { judgeMessages } from './judge-messages.js';
import { readTaken, type TakenLog } from './read-taken.js';
import { nameOf } from './teller.js';
import type { Around } from './work-through.js';

interface Judged {
  readonly database: TestDatabase;
  readonly schema: string;
  readonly patienceMs?: number;
}

const lookMs = 50;
const mostTimes = 20;
/** all leave at once here, milliseconds */
const byeMs = 30_000;
/** both clocks are of one machine and count whole milliseconds */
const clockMs = 2;

/** Lets everything come to rest, asks all who are left what they know, sends them away and holds it against what was told and what was sent. */
export async function judge(around: Around, { database, schema, patienceMs = 60_000 }: Judged): Promise<void> {
  await comesToRest(around, patienceMs);
  const baskets = await readBaskets(around);
  for (const { number } of await around.fleet.disband(byeMs)) around.found('who was sent away did not leave', `the ${number}. worker, at the end`);
  const store = createPostgresStore({ connection: database.adminUrl, schema });
  try {
    await store.open({ worker: 'onlooker' });
    const { findings, dead, parked } = await verify(store);
    for (const finding of findings) around.found('the audit found something', finding);
    if (dead + parked > 0) around.found('something was given up', `${dead} effects and ${parked} events`);
    const log = await readTaken(store);
    judgeEvents(around, log);
    judgeBaskets(around, baskets, log);
    judgeMessages(around, log);
  } finally {
    await store.close();
  }
  await judgeLeases(around);
}

/** One customer's messages go one after the other, and of the first there may be hundreds: all has to go on, and nothing may stand still for so long. */
async function comesToRest({ ledger, found, outside }: Around, patienceMs: number): Promise<void> {
  let fewest = Infinity;
  let until = Infinity;
  for (let waiting = await ledger.waiting(); waiting > 0; waiting = await ledger.waiting()) {
    if (waiting < fewest) [fewest, until] = [waiting, performance.now() + patienceMs];
    outside.settled(await ledger.doneOf(outside.orphans));
    if (outside.isLate()) return;
    if (performance.now() > until) return found('something still waits', `${waiting} rows, and no fewer for ${patienceMs} ms`);
    await sleep(lookMs);
  }
}

/** What each of the survivors says is in each basket. */
async function readBaskets({ teller, fleet, found }: Around): Promise<ReadonlyMap<string, readonly number[]>> {
  await fleet.whole();
  const baskets = new Map<string, readonly number[]>();
  for (const who of new Set([...teller.told.values()].map((told) => told.who[0]))) {
    const said = await Promise.all([...fleet.members].map((member) => insist(() => teller.read(who, member))));
    const [first] = said;
    if (first === undefined || said.some((other) => other?.join() !== first.join())) found('a reader saw what never was', `two workers say different things of ${who}, or nothing`);
    baskets.set(who, first ?? []);
  }
  return baskets;
}

/** Asks again where a slow machine keeps the answer back. */
async function insist<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let times = 1; times <= mostTimes; times += 1) {
    const said = await ask();
    if (said !== undefined) return said;
  }
  return undefined;
}

function judgeEvents({ teller, found }: Around, { events }: TakenLog): void {
  const times = new Map<string, number>();
  for (const { name } of events) times.set(name, (times.get(name) ?? 0) + 1);
  for (const name of teller.answers.keys()) if (!times.has(name)) found('an acknowledged event is lost', name);
  for (const [name, count] of times) {
    if (count > 1) found('an event took effect twice', `${name} stands there ${count} times`);
    if (!teller.told.has(name)) found('an event stands there that nobody told', name);
  }
}

/** A basket holds its events in the order in which they were committed, and everybody saw it grow so. */
function judgeBaskets({ teller, found }: Around, baskets: ReadonlyMap<string, readonly number[]>, { events }: TakenLog): void {
  const numbers = new Map([...teller.told.values()].map((told) => [nameOf(told), told] as const));
  const made = new Map<string, number[]>();
  for (const { name } of events) {
    const told = numbers.get(name);
    if (told !== undefined) made.set(told.who[0], [...made.get(told.who[0]) ?? [], told.data.n]);
  }
  const { appends, reads } = teller.history;
  for (const [who, end] of baskets) {
    if (end.join() !== made.get(who)?.join()) found('a basket is not what its events make it', `${who} has ${end.join(' ')} of ${made.get(who)?.join(' ')}`);
    const history = { appends: [...appends.values()].filter((append) => append.who === who), reads: reads.filter((read) => read.who === who), end };
    for (const contradiction of contradictionsIn(history)) found('a reader saw what never was', `${who}: ${contradiction}`);
  }
}

async function judgeLeases({ ledger, seen, found }: Around): Promise<void> {
  const ends = await ledger.leaseEnds();
  for (const [epoch, askedAt] of seen.lastCommits) {
    const lateMs = askedAt - (ends.get(epoch) ?? Infinity);
    if (lateMs > clockMs) found('a commit was taken after the lease was over', `epoch ${epoch} was over for ${lateMs} ms when it asked`);
  }
}
