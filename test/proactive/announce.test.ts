import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOrchestrator, JourneyError, minutes, seconds } from 'throughline';
import { announce, type Member } from 'throughline/proactive';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { outage } from './outage.js';
import { createTown, patiently, type Host } from './town.js';

const people = (count: number): readonly Member[] => Array.from({ length: count }, (_, n) => ({ who: [`user:${String(n).padStart(3, '0')}`], position: String(n).padStart(3, '0') }));
/** A list that is read from where it was left, or from its beginning; it notes how far it was read. */
function listOf(members: readonly Member[], { fails = Infinity }: { readonly fails?: number } = {}) {
  const read: string[] = [];
  return {
    read,
    audience: async function* (after?: string): AsyncGenerator<Member> {
      for (const [n, member] of members.entries()) {
        if (after !== undefined && (member.position ?? '') <= after) continue;
        if (n >= fails) throw new Error('the list broke off');
        read.push(member.position ?? String(n));
        yield member;
      }
    },
  };
}
const declared = { id: 'outage-7', source: 'network', type: 'outage.declared', data: { outage: '7', area: 'north' } } as const;
describe('an event that befalls many', () => {
  test('is told to each of them once', async () => {
    const town = createTown();
    const host = town.open();
    expect(await patiently(town.clock, announce(host, { ...declared, audience: listOf(people(30)).audience, perSecond: 100 }))).toEqual({ status: 'done', told: 30, refused: 0 });
    await town.clock.advance(1_000);
    expect(town.told()).toEqual(people(30).map(({ position }) => position));
    expect(await town.findings()).toEqual([]);
  });

  test('is not told again, nor the list read, once all were told', async () => {
    const town = createTown();
    await patiently(town.clock, announce(town.open(), { ...declared, audience: listOf(people(3)).audience, perSecond: 100 }));
    const again = listOf(people(5));
    expect(await patiently(town.clock, announce(town.open(), { ...declared, audience: again.audience, perSecond: 100 }))).toEqual({ status: 'done', told: 3, refused: 0 });
    expect(again.read).toEqual([]);
  });

  test('is refused under an id that announced something else, whether that was told to its end or not', async () => {
    const town = createTown();
    const other = { ...declared, data: { ...declared.data, area: 'south' } };
    await expect(patiently(town.clock, announce(town.open(), { ...declared, audience: listOf(people(300), { fails: 250 }).audience, perSecond: 1_000 }))).rejects.toThrow('broke off');
    await expect(announce(town.open(), { ...other, audience: listOf(people(3)).audience, perSecond: 100 })).rejects.toMatchObject({ code: 'EventIdConflict' });
    await patiently(town.clock, announce(town.open(), { ...declared, audience: listOf(people(300)).audience, perSecond: 1_000 }));
    await expect(announce(town.open(), { ...other, audience: listOf(people(3)).audience, perSecond: 100 })).rejects.toMatchObject({ code: 'EventIdConflict' });
    await town.clock.advance(1_000);
    expect(town.told()).toHaveLength(300);
  });

  test('is refused where nobody could hear of it', async () => {
    const town = createTown();
    const misspelt = { ...declared, type: 'outage.declard' } as never as typeof declared;
    await expect(patiently(town.clock, announce(town.open(), { ...misspelt, audience: listOf(people(3)).audience, perSecond: 100 }))).rejects.toMatchObject({ code: 'UnknownEvent' });
  });

  test('reaches a customer once who is on the list by two identities', async () => {
    const town = createTown();
    const host = town.open();
    await host.accept({ id: '1', source: 'shop', type: 'customer.updated', data: {}, who: ['user:000', 'phone:+4366012345678'] });
    const list = listOf([{ who: ['user:000'] }, { who: ['phone:+4366012345678'] }]);
    expect(await patiently(town.clock, announce(host, { ...declared, audience: list.audience, perSecond: 100 }))).toEqual({ status: 'done', told: 1, refused: 0 });
    await town.clock.advance(1_000);
    expect(town.told()).toEqual(['000']);
  });

  test('counts each customer once, however often it is begun again', async () => {
    const town = createTown();
    const host = town.open();
    for (const fails of [40, 250]) await expect(patiently(town.clock, announce(host, { ...declared, audience: listOf(people(300), { fails }).audience, perSecond: 1_000 }))).rejects.toThrow('broke off');
    expect(await patiently(town.clock, announce(host, { ...declared, audience: listOf(people(300)).audience, perSecond: 1_000 }))).toEqual({ status: 'done', told: 300, refused: 0 });
  });

  test('stops at once while the door is busy, and nobody is passed over', async () => {
    const [clock, data, chat] = [createTestClock(), createMemoryData(), createRecordingChannel()];
    const host: Host = createOrchestrator({ journeys: [outage], clock, store: createMemoryStore({ clock, data }), channels: { chat }, texts: { words: 'Your line is down.' }, limits: { waitingInAll: 0 } });
    const stopping = new AbortController();
    let ended: unknown;
    void announce(host, { ...declared, audience: listOf(people(3)).audience, perSecond: 100, signal: stopping.signal }).then((how) => { ended = how; });
    await clock.advance(500);
    expect(ended).toBe(undefined);
    stopping.abort();
    await clock.advance(0);
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(ended).toEqual({ status: 'stopped', told: 0, refused: 0 });
    await host.close();
    const later: Host = createOrchestrator({ journeys: [outage], clock, store: createMemoryStore({ clock, data }), channels: { chat }, texts: { words: 'Your line is down.' } });
    expect(await patiently(clock, announce(later, { ...declared, audience: listOf(people(3)).audience, perSecond: 100 }))).toEqual({ status: 'done', told: 3, refused: 0 });
    await later.close();
  });

  test('reaches a customer once who turned out to be another one while it was told', async () => {
    const town = createTown();
    const host = town.open();
    await host.accept({ id: '1', source: 'shop', type: 'customer.updated', data: {}, who: ['user:old', 'visitor:v'] });
    const stopping = new AbortController();
    const first = { audience: async function* () { yield { who: ['phone:+4366012345678', 'visitor:w'] }; stopping.abort(); } };
    expect(await patiently(town.clock, announce(host, { ...declared, ...first, perSecond: 1, signal: stopping.signal }))).toMatchObject({ status: 'stopped' });
    await host.link('visitor:v', 'visitor:w', 'one person');
    expect(await patiently(town.clock, announce(host, { ...declared, audience: listOf([{ who: ['user:old'] }, { who: ['phone:+4366012345678'] }]).audience, perSecond: 100 }))).toMatchObject({ status: 'done' });
    const begun = await host.figures(['journey.outage.started']);
    expect(begun).toEqual([1]);
  });

  test('reaches everybody once though two processes that share a store tell it at one time', async () => {
    const [clock, data, chat] = [createTestClock(), createMemoryData(), createRecordingChannel()];
    const workers = [1, 2].map((): Host => createOrchestrator({ journeys: [outage], clock, store: createMemoryStore({ clock, data, shared: { leaseMs: minutes(10) } }), channels: { chat }, texts: { words: 'Your line is down.' } }));
    const told = await Promise.all(workers.map((worker) => patiently(clock, announce(worker, { ...declared, audience: listOf(people(60)).audience, perSecond: 40 }))));
    expect(told.map(({ status }) => status)).toEqual(['done', 'done']);
    await clock.advance(seconds(30));
    expect(chat.sent.map(({ to }) => to).toSorted()).toEqual(people(60).map(({ position }) => position));
    await Promise.all(workers.map((worker) => patiently(clock, worker.close())));
  });

  test('goes to no more customers in a second than was said', async () => {
    const town = createTown();
    const host = town.open();
    const times: number[] = [];
    host.on('journey.started', ({ at }) => times.push(at));
    await patiently(town.clock, announce(host, { ...declared, audience: listOf(people(90)).audience, perSecond: 25 }));
    expect(times).toHaveLength(90);
    for (const from of times) expect(times.filter((time) => time >= from && time < from + 1_000).length).toBeLessThanOrEqual(25);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(seconds(5));
  });

  test('goes on where the list broke off, and nobody hears it twice', async () => {
    const town = createTown();
    const host = town.open();
    await expect(patiently(town.clock, announce(host, { ...declared, audience: listOf(people(300), { fails: 250 }).audience, perSecond: 1_000 }))).rejects.toThrow('the list broke off');
    const rest = listOf(people(300));
    expect(await patiently(town.clock, announce(host, { ...declared, audience: rest.audience, perSecond: 1_000 }))).toMatchObject({ status: 'done' });
    // from the last note on, not from the beginning
    expect(rest.read[0]).toBe('200');
    await town.clock.advance(1_000);
    expect(town.told()).toEqual(people(300).map(({ position }) => position));
  });

  test('stops when it is told to, and goes on later', async () => {
    const town = createTown();
    const host = town.open();
    const stopping = new AbortController();
    let begun = 0;
    host.on('journey.started', () => { if (++begun === 10) stopping.abort(); });
    expect(await patiently(town.clock, announce(host, { ...declared, audience: listOf(people(40)).audience, perSecond: 10, signal: stopping.signal }))).toMatchObject({ status: 'stopped' });
    await patiently(town.clock, announce(host, { ...declared, audience: listOf(people(40)).audience, perSecond: 10 }));
    await town.clock.advance(1_000);
    expect(town.told()).toHaveLength(40);
  });

  test('passes over a member whose identity cannot be used, and tells of it', async () => {
    const town = createTown();
    const host = town.open();
    const faults: string[] = [];
    host.on('fault', ({ code }) => faults.push(code));
    const list = listOf([{ who: ['user:000'] }, { who: ['phone:12'] }, { who: ['user:001'] }]);
    expect(await patiently(town.clock, announce(host, { ...declared, audience: list.audience, perSecond: 10 }))).toEqual({ status: 'done', told: 2, refused: 1 });
    expect(faults).toEqual(['InvalidIdentity']);
  });

  test('passes over what is no member at all', async () => {
    const town = createTown();
    const strange: readonly unknown[] = [null, 7, {}, { who: null }, { who: [] }, { who: [{ namespace: 5 }] }, { who: ['user:000'], position: 7 }];
    const audience = async function* () { for (const one of strange) yield one as Member; };
    expect(await patiently(town.clock, announce(town.open(), { ...declared, audience, perSecond: 100 }))).toEqual({ status: 'done', told: 1, refused: 6 });
  });

  test.each([
    ['without a list', { audience: 'everybody' }],
    ['with no pace', { perSecond: 0 }],
    ['with a pace that is no number', { perSecond: Number.NaN }],
    ['without a name', { id: '' }],
  ])('%s is refused before anybody is told', async (_, wrong) => {
    const host = createTown().open();
    const given: object = { ...declared, audience: listOf(people(1)).audience, perSecond: 1, ...wrong };
    await expect(announce(host, given as never)).rejects.toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });

  test('with a field that is misspelt is refused by its name', async () => {
    const given: object = { ...declared, audience: listOf(people(1)).audience, perSecond: 1, wave: [{ upTo: 0.1, at: 0 }] };
    await expect(announce(createTown().open(), given as never)).rejects.toThrow(expect.objectContaining({ code: 'InvalidInput', facts: { path: 'wave' } }));
  });

  test('whose data no journey takes is refused', async () => {
    const town = createTown();
    const wrong = { ...declared, data: { area: 5 }, audience: listOf(people(2)).audience, perSecond: 10 };
    await expect(patiently(town.clock, announce(town.open(), wrong as never))).rejects.toSatisfy((error) => JourneyError.is(error, 'InvalidPayload'));
  });

  test('can only be told by an orchestrator', async () => {
    await expect(announce({} as never, { ...declared, audience: listOf([]).audience, perSecond: 1 })).rejects.toThrow('no orchestrator');
  });
});

test('however often its process dies while it is told, everybody hears it, once', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 5 }), fc.boolean(), async (count, lives, positions) => {
    const { clock, chat, life, findings } = createTown();
    const members = people(count).map(({ who, position }) => ({ who, ...(positions && position !== undefined && { position }) }));
    for (const ms of lives) {
      // no close: it is gone from one moment to the next, and the next one opens the store over it
      void announce(life(), { ...declared, audience: listOf(members).audience, perSecond: 50 }).catch(() => {});
      await clock.advance(ms);
    }
    const last = life();
    expect(await patiently(clock, announce(last, { ...declared, audience: listOf(members).audience, perSecond: 50 }))).toMatchObject({ status: 'done' });
    await clock.advance(minutes(5));
    expect(new Set(chat.sent.map(({ to }) => to)).size).toBe(count);
    expect(new Set(chat.sent.map(({ key }) => key)).size).toBe(count);
    expect(await last.figures(['journey.outage.started'])).toEqual([count]);
    await last.close();
    expect(await findings()).toEqual([]);
  }), { numRuns: 20 });
});
