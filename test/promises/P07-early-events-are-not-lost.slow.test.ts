import { describe, expect, test } from 'vitest';
import { minutes } from 'throughline';
import { verify } from 'throughline/testing';
import { runsOf } from '../full-size.js';
import { createBench, patiently, toIncoming, type Bench, type Said } from '../orchestrator/door/bench.js';
import { homes, sharedHomes, type Home } from '../orchestrator/door/homes.js';
import { pair, texts, type Patience } from './early/pair.js';
import { createChance, type Chance } from './simulation/chance.js';

/** 20,000 is the whole proof, in each home and way; so many are told in one home */
const pairs = runsOf({ ci: 120, full: 20_000 });
const perHome = 240;
const longestGapMs = 50;

/** What comes for one customer, and what they must hear of it. */
interface Pair { readonly events: readonly Said[]; readonly heard: string; readonly early: boolean }

/** How an event may come too early. */
const stories: { readonly [story: string]: { readonly eitherBegins: boolean; readonly of: (n: number, chance: Chance) => Pair } } = {
  'before the state that handles it': {
    eitherBegins: false,
    of: (n, chance) => {
      const [begun, opened, told] = eventsOf(n, `user:c${n}`);
      const early = chance.oneIn(2);
      return { events: early ? [begun, told, opened] : [begun, opened, told], heard: `Heard ${n}.`, early };
    },
  },
  'before its run, in a journey that either event begins': {
    eitherBegins: true,
    of: (n, chance) => {
      const [begun, opened, told] = eventsOf(n, `user:c${n}`);
      const early = chance.oneIn(2);
      return { events: early ? [told, begun] : [begun, opened, told], heard: `Heard ${n}.`, early };
    },
  },
  'before anybody knows whose it is': {
    eitherBegins: false,
    of: (n, chance) => {
      const [begun, opened, told] = eventsOf(n, `visitor:v${n}`);
      const known = { id: `known ${n}`, type: 'customer.updated', data: {}, who: [verified('visitor', `v${n}`), verified('user', `c${n}`)] };
      const later = { ...opened, who: [`user:c${n}`] };
      const early = chance.oneIn(2);
      return { events: early ? [begun, told, known, later] : [begun, known, later, told], heard: `Heard ${n}.`, early };
    },
  },
};

const verified = (namespace: string, value: string) => ({ namespace, value, verified: true });

function eventsOf(n: number, who: string): readonly [Said, Said, Said] {
  const event = (type: string, data: object): Said => ({ id: `${type} ${n}`, type, data, who: [who] });
  return [event('pair.begun', {}), event('pair.opened', {}), event('pair.told', { n })];
}

/** Each pair is told with little time between its events, to any of the processes; what was lost and how many came early. */
async function tell(make: () => Home, { eitherBegins, of }: (typeof stories)[string], { count, seed, patience }: { readonly count: number; readonly seed: number; readonly patience: Patience }) {
  const home = make();
  const chance = createChance(seed);
  const bench = createBench(home, { journeys: [pair(patience, eitherBegins)], texts });
  await patiently(home.clock, bench.orchestrator.start());
  const told = Array.from({ length: count }, (_, n) => of(seed * perHome + n, chance));
  for (const { events } of told) await tellOne(bench, events, chance);
  await bench.settle(minutes(2));
  const heard = new Set(bench.texts());
  await patiently(home.clock, bench.orchestrator.close());
  const store = home.store();
  await store.open({ worker: 'audit' });
  const { findings } = await verify(store);
  await home.remove();
  return { lost: told.filter((one) => !heard.has(one.heard)).map((one) => one.heard), twice: bench.texts().length - heard.size, early: told.filter((one) => one.early).length, findings };
}

/** Each waits until the one before it was taken; how long after, chance says. */
async function tellOne({ orchestrator, clock }: Bench, events: readonly Said[], chance: Chance): Promise<void> {
  for (const event of events) {
    await patiently(clock, orchestrator.accept(toIncoming(event)));
    if (chance.oneIn(2)) await clock.advance(chance.below(longestGapMs));
  }
}

describe.each([...homes, ...sharedHomes])('P7: %s,', (_, make) => {
  test.each(Object.entries(stories))(`no event is lost that comes early: %s (${pairs} pairs)`, async (_story, story) => {
    let early = 0;
    for (let left = pairs, seed = 0; left > 0; left -= perHome, seed += 1) {
      const { early: some, ...rest } = await tell(make, story, { count: Math.min(left, perHome), seed, patience: 'waits' });
      expect(rest, `seed ${seed}`).toEqual({ lost: [], twice: 0, findings: [] });
      early += some;
    }
    expect(early, 'events that came early; a run without any proves nothing').toBeGreaterThan(pairs / 4);
  }, 10_800_000);
});

test.each(Object.entries(stories))('the proof notices a journey that forgets what it cannot handle yet: %s', async (_, story) => {
  const [, make] = homes[0] ?? [];
  if (make === undefined) throw new Error('nowhere');
  const { lost, early } = await tell(make, { ...story, eitherBegins: false }, { count: 40, seed: 1, patience: 'forgets' });
  expect(lost.length).toBeGreaterThan(0);
  expect(lost.length).toBeLessThanOrEqual(early);
});
