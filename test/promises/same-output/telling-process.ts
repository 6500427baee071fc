import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { minutes, type AnyJourney } from 'throughline';
import { dumpStore } from '../../audit/dump-store.js';
import { createBench, patiently, toIncoming } from '../../orchestrator/door/bench.js';
import { homes } from '../../orchestrator/door/homes.js';
import { parcel, reminder, tally } from '../../orchestrator/door/journeys.js';
import { mixed } from '../fates/mixed-journey.js';
import { createChance } from '../simulation/chance.js';
import { makeBarren } from './barren-realm.js';
import { unfaithful } from './unfaithful.js';

// Tells one history after the other on the memory store and says what is left of each, and what went out: `<first seed> <number> <events of each> <an unfaithful journey, or none>`.
const [, , first = '0', count = '1', events = '100', bug = ''] = process.argv;
const types = ['visit.began', 'item.added', 'item.added', 'item.added', 'note.left', 'visit.closed', 'parcel.ordered', 'parcel.packed', 'parcel.shipped', 'parcel.weighed', 'order.placed', 'order.paid', 'mixed.begun', 'mixed.opened', 'mixed.early', 'mixed.told', 'mixed.over'] as const;

const dataOf = (type: string, n: number): object => ({ 'item.added': { n }, 'note.left': { text: 'İstanbul ß' }, 'parcel.weighed': { grams: n % 7 }, 'order.placed': { order: `o${n}` }, 'mixed.told': { breaks: false } })[type] ?? {};

async function tell(seed: number): Promise<string> {
  const [, make] = homes[0] ?? [];
  if (make === undefined) throw new Error('nowhere');
  const home = make();
  const chance = createChance(seed);
  const journeys: readonly AnyJourney[] = [tally, parcel, reminder, mixed, ...(bug === '' ? [] : [unfaithful(bug)])];
  // who a process is, and how long it waits before a retry, is left to chance; what it decides is not
  const bench = realm.outside(() => createBench(home, { journeys }));
  for (let n = 0; n < Number(events); n += 1) {
    const type = chance.pick(bug === '' ? types : ['oath.sworn', ...types]);
    await patiently(home.clock, bench.orchestrator.accept(toIncoming({ id: `e${n}`, type, data: dataOf(type, n), who: [`user:${chance.below(5)}`] })));
    if (chance.oneIn(10)) await bench.settle(minutes(chance.below(90)));
  }
  await bench.settle(minutes(150));
  await bench.orchestrator.close();
  const store = home.store();
  await store.open({ worker: 'audit' });
  const text = JSON.stringify([await dumpStore(store), bench.chat.sent, bench.told]);
  await home.remove();
  return `${seed} ${text.length} ${createHash('sha256').update(text).digest('hex')}`;
}

const realm = makeBarren((what) => writeSync(1, `somebody asked for ${what}\n`));
for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) writeSync(1, `${await tell(seed)}\n`);
