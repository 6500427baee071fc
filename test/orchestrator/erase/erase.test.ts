import { inspect } from 'node:util';
import { days, hours, minutes } from 'throughline';
import type { Store } from 'throughline/ports';
import { verify } from 'throughline/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, createBench, type Bench, type BenchOptions } from '../door/bench.js';
import { homes, sharedHomes, type Home } from '../door/homes.js';
import { People } from '../merge/people.js';
import { createRecordingChannel } from '../recording-channel.js';
import { allThatIsKept } from './all-that-is-kept.js';

const canary = 'KANARIE';
const who = [`user:${canary}-ann`, 'phone:+4915112345678'];
const traces = [canary, '4915112345678'];

describe.each([...homes, ...sharedHomes])('line 30: a customer who was erased, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(() => { home = make(); });
  afterEach(async () => { await bench.orchestrator.close(); await home.remove(); });
  const begin = (options: BenchOptions = {}): void => { bench = createBench(home, options); };
  const anns = (event: Parameters<Bench['say']>[0]) => bench.say({ who, ...event });
  /** Ann has a run with a delay, words in the log, a message that failed for good and one that waits; Bob is somebody else. */
  const lived = async (): Promise<string> => {
    const { customer = '' } = await anns({ id: 'a1', type: 'order.placed', data: { order: `${canary}-A` } });
    await anns({ id: 'a2', type: 'visit.began' });
    await anns({ id: 'a3', type: 'note.left', data: { text: `${canary} asks` } });
    await bench.say({ id: 'b1', type: 'order.placed', data: { order: 'B' }, who: ['user:bob'] });
    await bench.settle();
    return customer;
  };
  const expectGone = async (): Promise<void> => {
    const kept = await allThatIsKept(bench.store, home);
    for (const trace of traces) expect(kept).not.toContain(trace);
    expect(kept).toContain('bob');
  };

  test('is nowhere in the store any more, what was to be done for them is not done, and everybody else is as before', async () => {
    begin({ chat: createRecordingChannel(({ text }) => (text.includes(canary) ? { status: 'refused', code: 'blocked' } : { status: 'sent', providerId: `p-${text}` })) });
    const told: unknown[] = [];
    bench.orchestrator.on('customer.erased', (what) => told.push(what));
    const customer = await lived();
    const before = await allThatIsKept(bench.store, home);
    expect(before).toContain(canary);
    expect((await bench.orchestrator.list({ kind: 'dead' })).items).toHaveLength(1);
    const erased = await bench.orchestrator.erase(`user:${canary}-ann`);
    expect(erased).toEqual({ customer, at: erased.at, merged: [] });
    expect(told).toEqual([{ tenant: 'default', customer, at: erased.at }]);
    await expectGone();
    expect((await bench.orchestrator.list({ kind: 'instance' })).items.map((run) => run.customer)).not.toContain(customer);
    expect((await bench.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
    const sent = bench.chat.sent.length;
    await bench.clock.advance(hours(3));
    expect(bench.chat.sent.slice(sent).map(({ text }) => text)).toEqual([expect.stringContaining('B')]);
    await bench.clock.advance(home.workers === undefined ? days(31) : minutes(10));
    await expectGone();
    expect((await verify(bench.store)).findings).toEqual([]);
  });

  test('while a message to them is under way is told no more of than that it came late', async () => {
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => { answer = resolve; });
    begin({ chat: createRecordingChannel(async ({ key }) => { await answered; return { status: 'sent', providerId: `p-${key}` }; }) });
    const told: (readonly [string, unknown])[] = [];
    for (const type of ['message.sent', 'customer.erased', 'erased.late', 'effect.retried'] as const) bench.orchestrator.on(type, (what) => told.push([type, what]));
    const { customer } = await anns({ id: 'a1', type: 'order.placed', data: { order: 'A' } });
    await bench.say({ id: 'b1', type: 'order.placed', data: { order: 'B' }, who: ['user:bob'] });
    await bench.settle();
    expect(bench.chat.sent).toHaveLength(2);
    await bench.orchestrator.erase(customer ?? '');
    // the other processes hear of it
    await bench.settle(5_500);
    answer();
    await bench.settle();
    expect(told.filter(([, what]) => (what as { readonly customer: string }).customer === customer).map(([type]) => type)).toEqual(['customer.erased', 'erased.late']);
    expect(told.filter(([type]) => type === 'message.sent')).toHaveLength(1);
    expect(bench.chat.sent).toHaveLength(2);
  });

  test('is answered Erased by every call that names them, and nothing of it is kept', async () => {
    begin();
    const refused: unknown[] = [];
    bench.orchestrator.on('input.refused', (what) => refused.push(what));
    const customer = await lived();
    const [run] = (await bench.orchestrator.list({ kind: 'instance' })).items.filter((item) => item.customer === customer);
    await bench.orchestrator.erase(customer);
    expect(await codeOf(bench.say({ id: 'late', type: 'note.left', data: { text: canary }, who: { customer } }))).toBe('Erased');
    const calls = ['explain', 'briefing', 'timeline'] as const;
    for (const call of calls) expect(await codeOf(bench.orchestrator[call](customer))).toBe('Erased');
    expect(await codeOf(bench.orchestrator.link(customer, 'user:bob', 'x'))).toBe('Erased');
    expect(await codeOf(bench.orchestrator.unlink(customer, 'x'))).toBe('Erased');
    expect(await codeOf(bench.orchestrator.cancel(run?.id ?? ''))).toBe('Erased');
    expect(await codeOf(bench.chat.hear({ kind: 'receipt', id: 'r1', providerId: bench.chat.sent[0]?.key ?? '', state: 'delivered' }))).toBe('Erased');
    // told before they went, and brought again: known by a hash, with nothing to show
    expect(await bench.say({ id: 'a3', type: 'note.left', data: { text: `${canary} asks` }, who }).then(({ status }) => status, (error: { readonly code: string }) => error.code)).toMatch(/^(duplicate|Erased)$/);
    expect(await codeOf(bench.say({ id: 'a1', type: 'order.placed', data: { order: `${canary}-A` }, who }))).toBe('Erased');
    // happened before they went, and heard of only now
    expect(await codeOf(bench.chat.hear({ kind: 'message', id: 'm1', from: `${canary}-ann`, text: canary, at: bench.clock.now() - 1_000 }))).toBe('Erased');
    expect(refused).toContainEqual({ door: 'accept', code: 'Erased' });
    expect(refused).toContainEqual({ door: 'channel', channel: 'chat', code: 'Erased' });
    await expectGone();
    expect(await bench.orchestrator.list({ kind: 'parked' })).toEqual({ items: [] });
  });

  test('may come back, and is somebody new then, of whom nothing is known', async () => {
    begin();
    const customer = await lived();
    await bench.orchestrator.erase(customer);
    await bench.clock.advance(minutes(1));
    const again = await bench.say({ id: 'a9', type: 'visit.began', who: [who[0] ?? ''], via: { channel: 'chat' } });
    expect(again).toMatchObject({ status: 'handled' });
    expect(again.customer).not.toBe(customer);
    expect((await bench.orchestrator.timeline(`user:${canary}-ann`)).map(({ type }) => type)).toEqual(['visit.began']);
    // and may be erased again, after which both are known by what they were
    const second = await bench.orchestrator.erase(`user:${canary}-ann`);
    expect(second.customer).toBe(again.customer);
    expect(await bench.orchestrator.erase(`user:${canary}-ann`)).toEqual(second);
    expect((await bench.orchestrator.erase(customer)).customer).toBe(customer);
    await expectGone();
  });

  test('is erased once: who asks again hears the same, and of one who never was that nobody is known', async () => {
    begin();
    const customer = await lived();
    const told: unknown[] = [];
    bench.orchestrator.on('customer.erased', (what) => told.push(what));
    // two processes that finish it at the same moment may both tell it
    const [first] = await Promise.all(home.workers === undefined ? [bench.orchestrator.erase(customer), bench.orchestrator.erase(customer)] : [bench.orchestrator.erase(customer)]);
    await bench.clock.advance(days(1));
    expect(await Promise.all([bench.orchestrator.erase(customer), bench.orchestrator.erase(`user:${canary}-ann`), bench.orchestrator.erase(who[1] ?? '')])).toEqual([first, first, first]);
    expect(told).toEqual([{ tenant: 'default', customer, at: first.at }]);
    expect(await codeOf(bench.orchestrator.erase('user:nobody'))).toBe('UnknownCustomer');
    expect(await codeOf(bench.orchestrator.erase(7 as never))).toBe('InvalidInput');
  });

  test('in whose middle the store goes away is closed at once, and gone when it is asked for again or by itself, whichever call it was', async () => {
    for (const byItself of [false, true]) for (let call = 1; call < 40; call += 1) {
      if (call > 1 || byItself) { await home.remove(); home = make(); }
      let left = Infinity;
      const failing = <A extends readonly unknown[], T>(work: (...given: A) => Promise<T>) => async (...given: A): Promise<T> => { left -= 1; if (left < 0) throw new Error('away'); return work(...given); };
      const around = (store: Store): Store => ({ ...store, info: store.info, commit: failing(store.commit), load: failing(store.load), erase: failing(store.erase), resolve: failing(store.resolve) });
      begin({ around, timing: { pollMs: 5_000 } });
      const customer = await lived();
      left = call;
      const outcome = bench.orchestrator.erase(customer).then(() => 'erased', () => 'broke off');
      for (let ms = 0; ms < 60_000; ms += 1_000) await bench.clock.advance(1_000);
      const answer = await outcome;
      await home.die();
      bench = createBench(home, { timing: { pollMs: 5_000 } });
      await bench.orchestrator.start();
      const known = async (): Promise<string> => codeOf(bench.orchestrator.briefing(customer));
      const begun = (await known()) === 'Erased' || (await allThatIsKept(bench.store)).includes('erased/');
      if (byItself && begun) await bench.clock.advance(minutes(5));
      else await bench.orchestrator.erase(customer);
      expect([call, await known()]).toEqual([call, 'Erased']);
      await expectGone();
      await bench.orchestrator.close();
      if (answer === 'erased') return;
    }
    expect.unreachable('it never came through');
  });
});

describe('line 30: a customer who turned out to be another, in memory,', () => {
  const everything = (people: People): string => inspect(people.host.data, { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity });
  const merged = async () => {
    const people = new People();
    const known = await people.say([`user:${canary}-ann`], 'order.placed', { number: '1', note: `${canary} blue` });
    await people.host.clock.advance(10);
    const visit = await people.say([`visitor:${canary}-v1`], 'purchase.wanted', { what: `${canary} chair` });
    const other = await people.say(['user:bob'], 'order.placed', { number: '2', note: 'red' });
    await people.proves(`user:${canary}-ann`, `visitor:${canary}-v1`);
    return { people, known: known.customer ?? '', visit: visit.customer ?? '', other: other.customer ?? '' };
  };

  test.each(['known', 'visit'] as const)('is erased with them, whichever is named (%s)', async (named) => {
    const names = await merged();
    const { people, known, visit } = names;
    expect(await people.host.orchestrator.erase(names[named])).toMatchObject({ customer: known, merged: [visit] });
    expect(everything(people)).not.toContain(canary);
    for (const one of [known, visit]) expect(await codeOf(people.host.orchestrator.explain(one))).toBe('Erased');
    expect(await people.known('user:bob', 'number')).toEqual(['2']);
    await people.host.clock.advance(hours(200));
    expect(people.host.texts()).toEqual([]);
    expect(everything(people)).not.toContain(canary);
  });

  test('at that very moment is erased with them, or is linked to nobody', async () => {
    for (let waits = 0; waits < 30; waits += 1) {
      const people = new People();
      await people.say([`user:${canary}-ann`], 'order.placed', { number: '1', note: `${canary} blue` });
      await people.say([`visitor:${canary}-v1`], 'purchase.wanted', { what: `${canary} chair` });
      const link = people.host.orchestrator.link(`user:${canary}-ann`, `visitor:${canary}-v1`, 'the host says so').catch((error: unknown) => error);
      for (let turn = 0; turn < waits; turn += 1) await Promise.resolve();
      await people.host.orchestrator.erase(`user:${canary}-ann`);
      await link;
      await people.host.clock.advance(minutes(5));
      const visitor = await codeOf(people.host.orchestrator.explain(`visitor:${canary}-v1`));
      if (visitor === 'accepted') await people.host.orchestrator.erase(`visitor:${canary}-v1`);
      expect(everything(people)).not.toContain(canary);
      await people.host.orchestrator.close();
    }
  });

  test('and is no longer stays, and keeps what is theirs', async () => {
    const { people, known, visit } = await merged();
    await people.host.orchestrator.unlink(visit, 'it was somebody else');
    await people.host.orchestrator.erase(known);
    expect(await codeOf(people.host.orchestrator.explain(known))).toBe('Erased');
    expect(await people.known(`visitor:${canary}-v1`, 'what')).toEqual([`${canary} chair`]);
    expect(everything(people)).not.toContain(`${canary} blue`);
    expect(everything(people)).not.toContain(`${canary}-ann`);
  });
});
