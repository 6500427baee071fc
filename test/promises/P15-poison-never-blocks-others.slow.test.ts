import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours, JourneyError, minutes, type Receipt } from 'throughline';
import type { Change, Store } from 'throughline/ports';
import { isRetryable } from '../../src/errors/index.js';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { runsOf } from '../full-size.js';
import { createBench, toIncoming, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { poisonedJourney, poisons, slowText, timing, type Mending, type Poison } from './poison/poisoned-journey.js';

/** customers, of whom one in a hundred is poisoned */
const customers = runsOf({ ci: 1_000, full: 20_000 });
const poisonOf = (number: number): Poison | undefined => (number % 100 === 0 ? poisons[(number / 100) % poisons.length] : undefined);
const nameOf = (number: number): string => `u${number}`;
const poisonedBy = (kind: Poison): readonly number[] => everybody.filter((number) => poisonOf(number) === kind);
const everybody = Array.from({ length: customers }, (_, number) => number);
const healthy = everybody.filter((number) => poisonOf(number) === undefined);

/** What lands as a parked event, and by which cause. */
const parkedAs: { readonly [P in Poison]?: string } = { 'guard throws': 'DefinitionFault', 'always loops': 'StepLimit', 'context of fifty megabytes': 'TooLarge', 'depth bomb': 'TooDeep', 'BigInt': 'NotSerializable', 'cycle': 'NotSerializable' };
/** What lands as a dead letter, and by which cause. */
const deadAs: { readonly [P in Poison]?: string } = { 'adapter never answers': 'attempts:Timeout', 'adapter throws no Error': 'attempts:ChannelFailed' };

describe.each(homes)('P15: among healthy customers, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  let mending: Mending;
  let attempts: Map<string, number>;
  beforeEach(() => { home = make(); });
  const begin = async (tamper: (store: Store) => Store = (store) => store): Promise<void> => {
    mending = { done: false };
    attempts = new Map();
    const refuses = (store: Store): Store => ({ ...store, commit: async (batch) => { if (!mending.done && batch.some((change) => change.entries?.some(({ body }) => body.includes('the store refuses this')))) throw new Error('no'); return store.commit(batch); } });
    const kindOf = (to: string): Poison | undefined => poisonOf(Number(to.slice(1)));
    const chat = createRecordingChannel(({ to, key }) => {
      attempts.set(key, (attempts.get(key) ?? 0) + 1);
      const poison = mending.done ? undefined : kindOf(to);
      if (poison === 'adapter never answers') return new Promise(() => {});
      if (poison === 'adapter throws no Error') throw 'no';
      return { status: 'sent', providerId: key };
    });
    const find = ({ poison }: { readonly poison: string }) => (poison === 'adapter never answers' && !mending.done ? new Promise(() => {}) : { found: 'it' });
    bench = createBench(home, { journeys: [poisonedJourney(mending)], chat, around: (store) => tamper(refuses(store)), activities: { find }, timing });
    await bench.orchestrator.start();
  };
  afterEach(async () => {
    const closed = bench.orchestrator.close();
    await bench.settle(minutes(1));
    await closed;
    await home.remove();
  });

  const told = (number: number): string => {
    const poison = poisonOf(number);
    if (poison === 'text that makes a pattern slow') return slowText;
    return poison === 'store refuses it' && !mending.done ? 'the store refuses this' : 'hello';
  };
  const bring = async (numbers: readonly number[], type: 'care.asked' | 'care.told'): Promise<ReadonlyMap<number, Receipt | JourneyError>> => {
    const answers = new Map<number, Receipt | JourneyError>();
    const brought = Promise.all(numbers.map(async (number) => {
      const data = type === 'care.asked' ? { poison: poisonOf(number) ?? '' } : { text: told(number) };
      answers.set(number, await bench.orchestrator.accept(toIncoming({ id: `${type}-${number}`, type, data, who: [`user:${nameOf(number)}`] })).catch((error: unknown) => { if (JourneyError.is(error)) return error; throw error; }));
    }));
    // what the store refuses is tried again a few times, by the clock
    await bench.settle(minutes(1));
    await brought;
    return answers;
  };
  const ended = async (number: number): Promise<string | undefined> => (await bench.orchestrator.explain(`user:${nameOf(number)}`)).ended[0]?.reason;
  const listed = async (kind: 'parked' | 'dead') => {
    const { items } = await bench.orchestrator.list({ kind, limit: 1_000 });
    return items.map(({ customer, cause, id }) => ({ customer, cause, id }));
  };

  type ListedLetters = Awaited<ReturnType<typeof listed>>;
  /** Each landed once, by its cause, and its journey stands where it stood: it was not led past the event. */
  const expectParked = async (kind: Poison, cause: string, parked: ListedLetters): Promise<void> => {
    for (const number of poisonedBy(kind)) {
      const { customer, journeys } = await bench.orchestrator.explain(`user:${nameOf(number)}`);
      expect([kind, parked.filter((one) => one.customer === customer).map((one) => one.cause)]).toEqual([kind, [cause]]);
      expect(journeys[0]).toMatchObject({ status: 'parked', where: ['found'], parked: { cause } });
    }
  };
  const expectDead = async (kind: Poison, cause: string, dead: ListedLetters): Promise<void> => {
    for (const number of poisonedBy(kind)) {
      const { customer } = await bench.orchestrator.explain(`user:${nameOf(number)}`);
      const letters = dead.filter((one) => one.customer === customer);
      expect([kind, letters.map((one) => one.cause)]).toEqual([kind, [cause, cause]]);
      for (const { id } of letters) expect(attempts.get(id)).toBe(timing.retryAttempts);
    }
  };

  const expectHealthy = async (answers: ReadonlyMap<number, Receipt | JourneyError>): Promise<void> => {
    for (const number of healthy) expect([answers.get(number), await ended(number)]).toMatchObject([{ status: 'handled' }, 'done']);
    // nobody's message was held back, or sent twice, for the poison of another
    expect(bench.chat.sent.filter(({ to }) => poisonOf(Number(to.slice(1))) === undefined)).toHaveLength(2 * healthy.length);
  };

  const prove = async (): Promise<void> => {
    await bring(everybody, 'care.asked');
    // the activity of many poisoned customers is given up only as often as its circuit lets one through
    await bench.settle(hours(2));
    const answers = await bring(everybody, 'care.told');
    await bench.settle(hours(2));
    await expectHealthy(answers);
    // where many adapters' messages fail, each is tried only as often as the circuit lets one through
    await bench.settle(hours(24));
    const parked = await listed('parked');
    for (const [kind, cause] of Object.entries(parkedAs)) await expectParked(kind as Poison, cause, parked);
    const dead = await listed('dead');
    for (const [kind, cause] of Object.entries(deadAs)) await expectDead(kind as Poison, cause, dead);
    expect(parked).toHaveLength(Object.keys(parkedAs).flatMap((kind) => poisonedBy(kind as Poison)).length);
    expect(dead).toHaveLength(2 * Object.keys(deadAs).flatMap((kind) => poisonedBy(kind as Poison)).length);
    // a slow pattern costs its time and nothing else; what the store refused was never acknowledged
    for (const number of poisonedBy('text that makes a pattern slow')) expect(await ended(number)).toBe('done');
    for (const number of poisonedBy('store refuses it')) expect([answers.get(number), isRetryable(answers.get(number))]).toMatchObject([{ code: 'StoreUnavailable' }, true]);

    mending.done = true;
    expect((await bench.orchestrator.redrive({ journey: 'care' })).done).toHaveLength(parked.length);
    for (const { id } of dead) expect(await bench.orchestrator.redrive({ dead: id })).toEqual({ done: [id] });
    await bring(poisonedBy('store refuses it'), 'care.told');
    await bench.settle(hours(2));
    for (const number of everybody) expect([number, await ended(number)]).toEqual([number, 'done']);
    expect([await listed('parked'), await listed('dead')]).toEqual([[], []]);
    await expectAccountedFor(bench.store);
  };

  test('one poisoned in a hundred, in ten ways, keeps nobody from finishing; each poison is kept with its cause, and goes on once it is mended', async () => {
    await begin();
    await prove();
  });

  const deaf: { readonly [what: string]: (change: Change) => Change } = {
    'loses what it could not handle': ({ parked: _lost, ...change }) => change,
    'sends nothing to anybody once one adapter fails': ({ effects, ...change }) => (effects?.settle?.some(({ result }) => result === 'sent') === true ? { ...change, effects: { ...effects, settle: [] } } : { ...change, ...(effects !== undefined && { effects }) }),
  };
  test.each(Object.entries(deaf))('the proof notices a library that %s', async (_what, spoil) => {
    await begin((store) => ({ ...store, commit: (batch) => store.commit(batch.map(spoil)) }));
    await expect(prove()).rejects.toThrow();
  });
});
