import { describe, expect, test } from 'vitest';
import { minutes, type AnyJourney } from 'throughline';
import { verify } from 'throughline/testing';
import { runsOf } from '../full-size.js';
import { createBench, patiently, toIncoming, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { createChance, type Chance } from './simulation/chance.js';
import { nextWalk, randomWalk, walkEvents, walkJourney, withoutState, type Walk } from './versions/walks.js';

/** 10,000 is the whole proof: two versions and a history each. */
const triples = runsOf({ ci: 60, full: 10_000 });

/** Two versions of a journey, what customers do before the second one comes, and what they do then. */
interface Triple { readonly one: Walk; readonly two: Walk; readonly before: readonly Step[]; readonly after: readonly Step[] }
interface Step { readonly who: string; readonly type: string }

const customers = ['ann', 'bob', 'cy'] as const;
const stepsOf = (chance: Chance, count: number): readonly Step[] => Array.from({ length: count }, () => ({ who: chance.pick(customers), type: chance.pick([...walkEvents, 'walk.on']) }));

function randomTriple(seed: number): Triple {
  const chance = createChance(seed);
  const one = randomWalk(chance);
  const begun = customers.filter(() => !chance.oneIn(4)).map((who) => ({ who, type: 'walk.begun' }));
  return { one, two: nextWalk(one, chance), before: [...begun, ...stepsOf(chance, chance.below(9))], after: stepsOf(chance, 1 + chance.below(9)) };
}

/** What a host knows while it lives, what happens then, and whether a person has tried again what is kept. */
interface Life { readonly journeys: readonly AnyJourney[]; readonly steps: readonly Step[]; readonly redrives?: true }
interface Lived {
  /** what each customer heard, in order */
  readonly heard: { readonly [who: string]: readonly string[] };
  /** what became of the events, life by life */
  readonly fates: readonly (readonly string[])[];
  readonly parked: number;
  readonly findings: readonly string[];
}

/** One host after the other on one store; an event is never answered with an error. */
async function live(lives: readonly Life[]): Promise<Lived> {
  const [, make] = homes[0] ?? [];
  if (make === undefined) throw new Error('nowhere');
  const home = make();
  const chat = createRecordingChannel();
  const fates: (readonly string[])[] = [];
  let parked = 0;
  for (const [at, life] of lives.entries()) {
    const bench = createBench(home, { journeys: life.journeys, chat });
    await bench.orchestrator.start();
    fates.push(await happen(bench, life, at));
    parked = (await bench.orchestrator.list({ kind: 'parked' })).items.length;
    await patiently(home.clock, bench.orchestrator.close());
  }
  return { heard: heardOf(chat.sent), fates, parked, findings: await auditOf(home) };
}

async function happen(bench: Bench, { steps, redrives }: Life, life: number): Promise<readonly string[]> {
  if (redrives) await patiently(bench.clock, bench.orchestrator.redrive({ journey: 'walk' }));
  const fates: string[] = [];
  for (const [at, { who, type }] of steps.entries()) fates.push((await patiently(bench.clock, bench.orchestrator.accept(toIncoming({ id: `${life} ${at}`, type, who: [`user:${who}`] })))).status);
  await bench.settle(minutes(1));
  return fates;
}

const heardOf = (sent: readonly { readonly to: string; readonly text: string }[]): Lived['heard'] => Object.fromEntries(customers.map((who) => [who, sent.filter(({ to }) => to === who).map(({ text }) => text)]));

async function auditOf(home: Home): Promise<readonly string[]> {
  const store = home.store();
  await store.open({ worker: 'audit' });
  const { findings } = await verify(store);
  await home.remove();
  return findings;
}

/** As if there had never been another version. */
const calm = ({ one, before, after }: Triple): Promise<Lived> => live([{ journeys: [walkJourney(one, 1)], steps: before }, { journeys: [walkJourney(one, 1)], steps: after }]);
const begins = (steps: readonly Step[]): readonly string[] => steps.filter(({ type }) => type === 'walk.begun').map(({ who }) => who);

/** With the new version beside the old one, whoever is on the way goes on as before. `asOne`: what stands there as the first version. */
async function pinned(triple: Triple, asOne = walkJourney(triple.one, 1)): Promise<void> {
  const both = [asOne, walkJourney(triple.two, 2)];
  const newcomer = { who: 'newcomer', type: 'walk.begun' };
  const expected = await calm(triple);
  const lived = await live([{ journeys: [walkJourney(triple.one, 1)], steps: triple.before }, { journeys: both, steps: [...triple.after, newcomer] }]);
  const running = begins(triple.before);
  for (const who of customers) if (running.includes(who)) expect(lived.heard[who], who).toEqual(expected.heard[who]);
  expect([lived.findings, lived.parked, lived.fates.at(-1)?.at(-1)]).toEqual([[], 0, 'handled']);
}

/** Where the old version is gone or another one stands under its number, what comes is kept; once it is back, all ends as if nothing had been. How much was kept meanwhile. */
async function keptAndTakenUp(triple: Triple, meanwhile: readonly AnyJourney[]): Promise<number> {
  const first = { journeys: [walkJourney(triple.one, 1)], steps: triple.before };
  const running = new Set(begins(triple.before));
  const steps = triple.after.filter(({ who }) => running.has(who));
  const stranded = await live([first, { journeys: meanwhile, steps }]);
  const back = await live([first, { journeys: meanwhile, steps }, { journeys: [walkJourney(triple.one, 1)], steps: [], redrives: true }]);
  const expected = await live([first, { journeys: [walkJourney(triple.one, 1)], steps }]);
  expect([stranded.findings, back.findings, back.parked]).toEqual([[], [], 0]);
  expect(back.heard).toEqual(expected.heard);
  return stranded.parked;
}

describe(`P23: of ${triples} random journeys, what customers did on them, and their next versions,`, () => {
  test('those on the way stay on the version they began with, and newcomers take the newest', async () => {
    for (let seed = 0; seed < triples; seed += 1) await pinned(randomTriple(seed)).catch(ofSeed(seed));
  }, 10_800_000);

  test('none is lost where a host no longer knows the version: what comes is kept, and taken up in order once it is back', async () => {
    let kept = 0;
    for (let seed = 0; seed < triples; seed += 1) {
      const triple = randomTriple(seed);
      kept += await keptAndTakenUp(triple, [walkJourney(triple.two, 2)]).catch(ofSeed(seed));
    }
    expect(kept, 'events that were kept; a run without any proves nothing').toBeGreaterThan(triples);
  }, 10_800_000);

  test('none is lost where a state was dropped under the same number: what comes to those who are in it is kept, and taken up once it is back', async () => {
    let kept = 0;
    for (let seed = 0; seed < triples; seed += 1) {
      const triple = randomTriple(seed);
      const [dropped = ''] = triple.one.states;
      // only where nobody who is elsewhere is led along another way
      const still = { ...triple, before: triple.before.filter(({ type }) => type === 'walk.begun'), after: triple.after.slice(0, 1) };
      if (triple.one.states.length > 1) kept += await keptAndTakenUp(still, [walkJourney(withoutState(triple.one, dropped), 1)]).catch(ofSeed(seed));
    }
    expect(kept, 'events that were kept; a run without any proves nothing').toBeGreaterThan(triples / 4);
  }, 10_800_000);
});

function ofSeed(seed: number): (error: unknown) => never {
  return (error) => { throw new Error(`seed ${seed}`, { cause: error }); };
}

test('the proof notices a library that leads those on the way to the newest version', async () => {
  const triple: Triple = { ...randomTriple(3), before: [{ who: 'ann', type: 'walk.begun' }], after: [{ who: 'ann', type: 'walk.on' }] };
  await expect(pinned(triple, walkJourney(triple.one, 1, 2))).rejects.toThrow(/ann/);
});
