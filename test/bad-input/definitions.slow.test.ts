import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assign, cancel, emit, enqueueActions, log, raise } from 'xstate';
import { z } from 'zod';
import { activity, days, defineJourney, facts, noData, type AnyJourney } from 'throughline';
import { codeOf, createBench, toIncoming, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { tally } from '../orchestrator/door/journeys.js';
import { canary } from './bad-input-row.js';

type Assign = (from: { readonly context: { readonly value: unknown } }) => unknown;

/** A journey whose one fact takes whatever `value` gives; everything else about it is sound. */
function faulty(parts: { readonly value?: Assign; readonly guard?: () => unknown; readonly delay?: () => unknown; readonly input?: () => unknown; readonly act?: unknown }): AnyJourney {
  const { value = () => 1, act = assign({}), guard = () => true, delay = () => 1_000, input = () => ({}) } = parts;
  const { setup } = defineJourney({
    id: 'faulty', version: 1,
    events: { 'try.began': noData, 'fact.given': noData, 'guard.asked': noData, 'wait.begun': noData, 'work.asked': noData, 'thing.sound': noData, 'act.asked': noData, 'told.later': z.object({ given: z.any() }) },
    facts: { value: facts.internal(z.any()), sound: facts.internal(z.number()) },
    channels: {},
    activities: { work: activity({ input: z.any(), output: z.any(), timeoutMs: 1_000 }) },
    entry: { on: ['try.began'], reentry: { mode: 'never' } },
    ttlMs: days(1_000),
  });
  return setup({
    actions: { give: assign({ value: value as never }), act: act as never, count: assign({ sound: ({ context }) => context.sound + 1 }) },
    guards: { asked: guard as never },
    delays: { wait: delay as never },
  }).createMachine({
    id: 'faulty', context: { value: [], sound: 0 }, initial: 'resting',
    states: {
      resting: {
        on: {
          'fact.given': { actions: 'give' }, 'guard.asked': { guard: 'asked', target: 'over' }, 'wait.begun': 'waiting', 'work.asked': 'working',
          'thing.sound': { actions: 'count' }, 'act.asked': { actions: 'act' }, 'told.later': { actions: assign({ value: (({ event }: { readonly event: { readonly data: { readonly given: unknown } } }) => event.data.given) as never }) },
        },
        after: { [days(99)]: 'over' },
      },
      waiting: { after: { wait: 'over' } },
      working: { invoke: { src: 'work', input: input as never, onDone: 'over', onError: 'over' } },
      over: { type: 'final' },
    },
  } as never) as AnyJourney;
}

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const faults = {
  'throws an Error': () => { throw new Error(canary); },
  'throws a text': () => { throw canary; },
  'throws nothing': () => { throw undefined; },
  'returns a Promise': () => Promise.resolve(1),
  'returns a Promise that fails': () => Promise.reject(new Error(canary)),
};
class Basket { readonly items = [canary]; }
const values = {
  'NaN': Number.NaN, 'Infinity': Infinity, 'a whole number beyond 2^53': 2 ** 53, 'a BigInt': 7n, 'a symbol': Symbol(canary), 'a function': () => 1, 'a WeakMap': new WeakMap(), 'a promise in a list': [Promise.resolve(canary)],
  'a Date': new Date(0), 'a URL': new URL('https://example.org'), 'a pattern': /x/, 'an Error': new Error(canary), 'bytes': Buffer.from(canary), 'a typed list': new Float64Array(2), 'a Map': new Map([[canary, 1]]), 'a Set': new Set([canary]), 'an object of a class': new Basket(),
  'undefined in a list': [undefined], 'a key that reaches a prototype': JSON.parse('{"__proto__":{"admin":true}}'), 'a getter that throws': { get name() { throw new Error(canary); } }, 'a list with holes': [, 1],
  'an object that contains itself': cyclic, 'U+0000': 'a\u0000', 'half a surrogate pair': '\ud800', 'an object 100 deep': deep(100), 'two megabytes': 'x'.repeat(2_000_000),
};
const refusals = ['NotFinite', 'UnsafeInteger', 'NotSerializable', 'ForbiddenKey', 'ForbiddenCharacter', 'NotWellFormed', 'TooDeep', 'TooLarge', 'InvalidInput'];

function deep(levels: number): unknown {
  return levels === 0 ? 1 : { in: deep(levels - 1) };
}

describe.each(homes)('a definition at fault, %s', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  const begin = async (journey: AnyJourney): Promise<Bench> => {
    const bench = createBench(home, { journeys: [journey, tally], activities: { work: () => 1 } });
    await bench.say({ id: 'b', type: 'try.began' });
    await bench.say({ id: 's', type: 'thing.sound' });
    return bench;
  };

  /** The event is parked with its cause, the journey stands as it stood, no word of the cause is told, and others go on. */
  const expectParked = async (bench: Bench, type: string, cause: string | readonly string[]): Promise<void> => {
    const before = await bench.orchestrator.briefing('user:ann');
    const where = (await bench.orchestrator.explain('user:ann')).journeys[0]?.where;
    const receipt = await bench.say({ id: 'fault', type });
    expect(receipt).toMatchObject({ status: 'parked', reason: 'HandlingFailed' });
    const [parked] = (await bench.orchestrator.list({ kind: 'parked' })).items;
    expect([cause].flat()).toContain(parked?.cause);
    const after = (await bench.orchestrator.explain('user:ann')).journeys[0];
    expect(after).toMatchObject({ where, status: 'parked' });
    expect((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts).toEqual(before.journeys[0]?.facts);
    expect(JSON.stringify([receipt, parked, after, bench.told])).not.toContain(canary);
    expect(await bench.say({ id: 'bob', type: 'visit.began', who: ['user:bob'] })).toMatchObject({ status: 'handled' });
    expect(await bench.say({ id: 'ann', type: 'visit.began' })).toMatchObject({ status: 'handled' });
    await bench.orchestrator.close();
  };

  test.each(Object.entries(faults))('line 43: an assign that %s', async (_title, value) => expectParked(await begin(faulty({ value })), 'fact.given', 'DefinitionFault'));
  test.each([...Object.entries(faults), ['returns undefined', () => undefined] as const])('line 43: a guard that %s', async (_title, guard) => expectParked(await begin(faulty({ guard })), 'guard.asked', 'DefinitionFault'));
  test.each(Object.entries(faults))('line 43: an activity’s input that %s', async (_title, input) => expectParked(await begin(faulty({ input })), 'work.asked', 'DefinitionFault'));

  const failing = (): Promise<never> => Promise.reject(new Error(canary));
  test.each<readonly [string, unknown]>([
    ['raises', raise(failing as never)], ['raises later', raise(failing as never, { delay: 5 })], ['works out a delay', raise({ type: 'thing.sound' } as never, { delay: failing as never })], ['emits', emit(failing as never)], ['logs', log(failing as never)], ['cancels', cancel(failing as never)],
    ['queues to raise', enqueueActions(({ enqueue }) => enqueue.raise(failing as never))], ['queues to emit', enqueueActions(({ enqueue }) => enqueue.emit(failing as never))], ['queues to cancel', enqueueActions(({ enqueue }) => enqueue.cancel(failing as never))],
    ['changes the facts', assign(failing as never)], ['asks a guard as it queues', enqueueActions(({ check }) => { check(failing as never); })],
  ])('line 43: an action that %s by a Promise that fails, which never ends the process', async (_title, act) => expectParked(await begin(faulty({ act })), 'act.asked', 'DefinitionFault'));

  test.each<readonly [string, unknown]>([['nothing', () => undefined], ['a Date', () => new Date(0)], ['an object without a type', () => ({ data: canary })], ['a number for a type', () => ({ type: 7 })]])('line 43: an action that raises or emits %s', async (_title, event) => {
    for (const act of [raise(event as never), raise(event as never, { delay: 5 }), emit(event as never)]) await expectParked(await begin(faulty({ act })), 'act.asked', 'DefinitionFault').then(async () => { await home.remove(); home = make(); });
  });

  test.each(Object.entries(values))('lines 13 to 19: an event raised later, or emitted, with %s', async (_title, given) => {
    const event = (): object => ({ type: 'told.later', data: { given } });
    await expectParked(await begin(faulty({ act: raise(event as never, { delay: 5 }) })), 'act.asked', refusals);
    await home.remove();
    home = make();
    await expectParked(await begin(faulty({ act: emit(event as never) })), 'act.asked', refusals);
  });

  test('line 16: a Promise that fails deep in what a definition gives is refused, and never ends the process', async () => {
    const given = (): object => ({ list: [failing()] });
    const all: readonly (readonly [AnyJourney, string])[] = [[faulty({ value: given }), 'fact.given'], [faulty({ input: given }), 'work.asked'], [faulty({ act: raise((() => ({ type: 'told.later', data: { given: given() } })) as never, { delay: 5 }) }), 'act.asked']];
    for (const [journey, type] of all) {
      await expectParked(await begin(journey), type, 'NotSerializable');
      await home.remove();
      home = make();
    }
  });

  test('an event raised later is the same whether or not its process goes on', async () => {
    const given = { list: [-0, 1], none: undefined as unknown };
    const bench = await begin(faulty({ act: raise((() => ({ type: 'told.later', data: { given } })) as never, { delay: 5 }) }));
    await bench.say({ id: 'a', type: 'act.asked' });
    given.list.push(2);
    await bench.settle(10);
    expect((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts.find(({ name }) => name === 'value')?.value).toStrictEqual({ list: [0, 1] });
    await bench.orchestrator.close();
  });

  test.each<readonly [string, unknown]>([
    ['a Map', new Map([['value', 9]])], ['a Date', new Date(0)], ['a text', 'abc'], ['a list', [1, 2]], ['a BigInt', 7n], ['an object of a class', new Basket()], ['nothing at all', null],
  ])('lines 16 and 17: an assign of all facts that gives %s', async (_title, given) => expectParked(await begin(faulty({ act: assign((() => given) as never) })), 'act.asked', 'NotSerializable'));

  test.each(Object.entries(values))('lines 13 to 19: an assign that gives %s', async (_title, given) =>
    expectParked(await begin(faulty({ value: () => given })), 'fact.given', refusals));

  test.each(Object.entries(values))('line 16: an activity’s input that gives %s', async (_title, given) =>
    expectParked(await begin(faulty({ input: () => ({ given }) })), 'work.asked', refusals));

  const writes = ({ context }: { readonly context: { readonly value: unknown } }): unknown => { (context as { value: unknown }).value = canary; return true; };
  const writesWithin = ({ context }: { readonly context: { readonly value: unknown } }): unknown => { (context.value as unknown[]).push(canary); return true; };
  test.each([['the facts themselves', writes], ['a list among them', writesWithin]])('line 43: a guard that changes %s in place', async (_title, guard) => expectParked(await begin(faulty({ guard: guard as never })), 'guard.asked', 'DefinitionFault'));
  test.each([['the facts themselves', writes], ['a list among them', writesWithin]])('line 43: an assign that changes %s in place', async (_title, value) => expectParked(await begin(faulty({ value })), 'fact.given', 'DefinitionFault'));

  test('line 43: an assign that changes a list in place never changes what the next customer begins with', async () => {
    const bench = await begin(faulty({ value: writesWithin }));
    await bench.say({ id: 'fault', type: 'fact.given' });
    await bench.say({ id: 'bob', type: 'try.began', who: ['user:bob'] });
    for (const who of ['user:ann', 'user:bob']) expect((await bench.orchestrator.briefing(who)).journeys[0]?.facts.find(({ name }) => name === 'value')?.value, who).toEqual([]);
    await bench.orchestrator.close();
  });

  test('line 18: an assign that gives nothing leaves the fact out where its schema lets it', async () => {
    const bench = await begin(faulty({ value: () => undefined }));
    expect(await bench.say({ id: 'g', type: 'fact.given' })).toMatchObject({ status: 'handled' });
    expect((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts.filter(({ value }) => value !== undefined).map(({ name }) => name)).toEqual(['sound']);
    await bench.orchestrator.close();
  });

  test('line 30: an event behind one that could not be handled waits its turn, and both are handled once the definition is mended', async () => {
    let broken = true;
    const bench = await begin(faulty({ guard: () => { if (broken) throw new Error(canary); return false; } }));
    const first = await bench.say({ id: 'fault', type: 'guard.asked' });
    expect(await bench.say({ id: 'later', type: 'thing.sound' })).toMatchObject({ status: 'parked' });
    expect((await bench.orchestrator.list({ kind: 'parked' })).items.map(({ cause }) => cause)).toEqual(['DefinitionFault', 'BehindParked']);
    broken = false;
    expect((await bench.orchestrator.redrive({ parked: first.status === 'parked' ? first.parked : '' })).done).toHaveLength(2);
    expect((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts.find(({ name }) => name === 'sound')?.value).toBe(2);
    await bench.orchestrator.close();
  });

  test.each([['NaN', Number.NaN], ['negative', -1], ['infinite', Infinity], ['a hundred years', 100 * 366 * 86_400_000], ['a text', '10'], ['nothing', undefined]] as const)('line 33: a delay that is %s', async (_title, ms) =>
    expectParked(await begin(faulty({ delay: () => ms })), 'wait.begun', ['InvalidDelay', 'DefinitionFault']));

  test.each([['longer than a timer of the machine can be', 2 ** 31], ['of 400 days', days(400)]] as const)('line 33: a delay %s is kept to', async (_title, ms) => {
    const bench = await begin(faulty({ delay: () => ms }));
    expect(await bench.say({ id: 'w', type: 'wait.begun' })).toMatchObject({ status: 'handled' });
    const due = (await bench.orchestrator.explain('user:ann')).journeys[0]?.movesByItself.map((move) => move.at);
    expect(due).toContain(bench.clock.now() + ms);
    await bench.clock.advance(days(9));
    expect((await bench.orchestrator.explain('user:ann')).journeys[0]?.where).toEqual(['waiting']);
    await bench.orchestrator.close();
  });

  test('line 33: a delay of no time at all ends at once', async () => {
    const bench = await begin(faulty({ delay: () => 0 }));
    await bench.say({ id: 'w', type: 'wait.begun' });
    await bench.settle(1);
    expect((await bench.orchestrator.explain('user:ann')).ended[0]).toMatchObject({ reason: 'done' });
    await bench.orchestrator.close();
  });

  test('line 43: an entry that throws begins nothing, and is begun by redrive once the definition is mended', async () => {
    let mended = false;
    const { setup } = defineJourney({ id: 'brittle', version: 1, events: { 'try.began': noData }, facts: { value: facts.internal(z.number()) }, channels: {}, entry: { on: ['try.began'], reentry: { mode: 'never' } }, ttlMs: days(1) });
    const brittle = setup({}).createMachine({ id: 'brittle', context: () => { if (!mended) throw new Error(canary); return { value: 1 }; }, initial: 'on', states: { on: { after: { [days(2)]: 'off' } }, off: { type: 'final' } } });
    const bench = createBench(home, { journeys: [brittle] });
    const receipt = await bench.say({ id: '1', type: 'try.began' });
    expect(receipt).toMatchObject({ status: 'parked', instances: [] });
    expect((await bench.orchestrator.list({ kind: 'instance' })).items).toEqual([]);
    mended = true;
    expect(await bench.orchestrator.redrive({ parked: receipt.status === 'parked' ? receipt.parked : '' })).toMatchObject({ done: [receipt.status === 'parked' ? receipt.parked : ''] });
    expect((await bench.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['on'] });
    await bench.orchestrator.close();
  });
});

describe.each(homes)('an event that no running journey is for, %s', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(() => { home = make(); bench = createBench(home); });
  afterEach(async () => { await bench.orchestrator.close(); await home.remove(); });

  test('line 26: of a type nobody declares is recorded, ignored, and said to be unknown', async () => {
    expect(await bench.say({ id: '1', type: 'moon.risen', data: { full: true } })).toMatchObject({ status: 'ignored', reason: 'UnknownEvent', because: "no journey declares 'moon.risen'" });
    expect((await bench.log()).filter((entry) => entry.kind === 'event')).toHaveLength(1);
    expect((await bench.orchestrator.list({ kind: 'instance' })).items).toEqual([]);
  });

  test('line 26: of a type whose rule is to fail is kept as a dead letter by that name, and the journey goes on', async () => {
    const { setup } = defineJourney({ id: 'strict', version: 1, events: { 'try.began': noData, 'try.failed': noData, 'try.ended': noData }, facts: {}, channels: {}, entry: { on: ['try.began'], reentry: { mode: 'never' } }, unhandled: { 'try.failed': 'fail' }, ttlMs: days(10) });
    const strict = setup({}).createMachine({ id: 'strict', context: {}, initial: 'on', states: { on: { on: { 'try.ended': 'on2' } }, on2: { on: { 'try.failed': 'over' } }, over: { type: 'final' } } });
    const host = createBench(home, { journeys: [strict] });
    await host.say({ id: 'a', type: 'try.began' });
    expect(await host.say({ id: 'b', type: 'try.failed' })).toMatchObject({ status: 'parked', reason: 'HandlingFailed' });
    expect((await host.orchestrator.list({ kind: 'parked' })).items).toMatchObject([{ cause: 'UnknownEvent', journey: 'strict' }]);
    expect(await host.say({ id: 'c', type: 'try.ended' })).toMatchObject({ status: 'handled' });
    await host.orchestrator.close();
  });

  test('line 28: whose data have a length that is no number, where a text or a list is declared, is refused as any other that does not fit', async () => {
    const { setup } = defineJourney({ id: 'measured', version: 1, events: { 'try.began': z.object({ name: z.string().min(1).max(9), list: z.array(z.number()).min(1), size: z.array(z.number()).length(2) }).partial() }, facts: {}, channels: {}, entry: { on: ['try.began'], reentry: { mode: 'never' } }, ttlMs: days(10) });
    const measured = setup({}).createMachine({ id: 'measured', context: {}, initial: 'on', states: { on: { after: { [days(1)]: 'over' } }, over: { type: 'final' } } });
    const host = createBench(home, { journeys: [measured] });
    const odd = { length: { toString: 1 } };
    for (const [data, path] of [[{ name: odd }, 'data.name'], [{ list: odd }, 'data.list'], [{ size: odd }, 'data.size']] as const) {
      const refused: unknown = await host.say({ id: '1', type: 'try.began', data }).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'InvalidPayload', facts: { path } });
    }
    expect(await codeOf(host.say({ id: '1', type: 'consent.given', data: { channel: odd, purpose: 'service' } }))).toBe('InvalidPayload');
    expect(await codeOf(host.say({ id: '1', type: 'customer.updated', data: { name: odd } }))).toBe('InvalidPayload');
    await host.orchestrator.close();
  });

  test('line 28: whose data break the declared schema is refused with the paths at fault and no value', async () => {
    const refused: unknown = await bench.orchestrator.accept(toIncoming({ id: '1', type: 'order.placed', data: { order: 7, [canary]: canary } })).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'InvalidPayload', facts: { path: 'data.order', paths: ['data.order'] } });
    expect(await bench.log()).toEqual([]);
    expect(await bench.say({ id: '1', type: 'order.placed', data: { order: '7' } })).toMatchObject({ status: 'handled' });
  });

  test('line 29: asks for an instance or a journey that is not there: told so, and nothing is made', async () => {
    const { orchestrator } = bench;
    expect(await codeOf(orchestrator.cancel('c-1/tally/1'))).toBe('UnknownJourney');
    expect(await codeOf(orchestrator.cancel('no instance'))).toBe('InvalidInput');
    expect(await codeOf(orchestrator.pause('nothing'))).toBe('UnknownJourney');
    expect(await codeOf(orchestrator.redrive({ parked: 'c-1/p00000001' }))).toBe('UnknownEvent');
    expect(await codeOf(orchestrator.redrive({ dead: 'default/c-1/tally/1/1/0' }))).toBe('UnknownEvent');
    expect(await codeOf(orchestrator.explain('user:nobody'))).toBe('UnknownCustomer');
    expect((await bench.store.list({ kind: 'lane', limit: 10 })).items).toEqual([]);
    expect(await bench.say({ id: '1', type: 'item.added', data: { n: 1 } })).toMatchObject({ status: 'ignored', reason: 'NoJourney' });
    expect((await orchestrator.list({ kind: 'instance' })).items).toEqual([]);
  });

  test('line 30: comes after the journey has ended or was cancelled: told that it is closed', async () => {
    await bench.say({ id: '1', type: 'visit.began' });
    await bench.say({ id: '2', type: 'visit.closed' });
    expect(await bench.say({ id: '3', type: 'item.added', data: { n: 1 } })).toMatchObject({ status: 'ignored', reason: 'JourneyClosed', because: "'tally' has ended (done)" });
    const { instances } = await bench.say({ id: '4', type: 'visit.began' });
    await bench.orchestrator.cancel(instances[0] ?? '', { reason: 'withdrawn' });
    expect(await bench.say({ id: '5', type: 'item.added', data: { n: 1 } })).toMatchObject({ status: 'ignored', reason: 'JourneyClosed' });
    expect(await codeOf(bench.orchestrator.cancel(instances[0] ?? ''))).toBe('JourneyClosed');
  });

  test('line 31: starts a journey with the same business key twice at once: one journey, and both are told of it', async () => {
    const receipts = await Promise.all([1, 2, 3, 4].map((n) => bench.say({ id: `${n}`, type: 'order.placed', data: { order: 'A-1' } })));
    const { items } = await bench.orchestrator.list({ kind: 'instance' });
    expect(items).toHaveLength(1);
    expect(receipts.map((receipt) => receipt.instances)).toEqual([1, 2, 3, 4].map(() => [items[0]?.id]));
    await bench.settle();
    expect(bench.texts()).toEqual(['Order A-1 is confirmed.']);
  });
});
