import { assign } from 'xstate';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, type JourneyError } from 'throughline';
import { systemClock } from '../../src/orchestrator/system-clock.js';
import { createHost } from './host.js';

// what XState leaves open, closed at the door, in the commit and on the clock; the step's own are in test/journey/step/traps

interface Written { readonly event: { readonly data: { readonly n: number } } }

function note(version: number, second = 'second') {
  const { setup } = defineJourney({
    id: 'note', version,
    events: { 'note.begun': z.object({ n: z.number() }), 'note.written': z.object({ n: z.number() }), 'note.kept': z.object({}) },
    facts: { n: facts.internal(z.number()), when: facts.internal(z.unknown()) },
    channels: {}, entry: { on: ['note.begun'], reentry: { mode: 'never' } }, ttlMs: days(100),
  });
  return setup({ actions: { takeTime: assign({ when: () => new Date(0) }), takeNothing: assign({ when: () => Number.NaN }) } }).createMachine({
    id: 'note', context: { n: 0, when: null }, initial: 'first',
    states: {
      first: { on: { 'note.written': [{ guard: ({ event }: Written) => event.data.n === 13, target: 'first', reenter: true, actions: 'takeTime' }, { guard: ({ event }: Written) => event.data.n === 14, actions: 'takeNothing' }, { target: second, actions: { type: 'remember', params: { facts: ['n'] } } }] }, after: { [hours(1)]: second } },
      [second]: { on: { 'note.kept': 'over' }, after: { [days(30)]: 'over' } },
      over: { type: 'final' },
    },
  } as never);
}

const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'accepted', (error: JourneyError) => error.code);

describe('Trap: setTimeout beyond 24.8 days, or NaN, fires at once', () => {
  test('the clock never hands setTimeout more than it can wait', () => {
    vi.useFakeTimers();
    const fired = vi.fn();
    systemClock.after(2 ** 31, fired);
    vi.advanceTimersByTime(1_000);
    expect(fired).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});

describe("Trap: an outside event named like XState's own drives the machine", () => {
  test.each(['xstate.after.3600000.note.first', 'xstate.done.actor.0', 'xstate.stop', 'xstate.init', 'done.state.x', 'error.platform', '*', '$init'])('%s is refused at the door and nothing moves', async (type) => {
    const host = createHost([note(1)]);
    await host.say('ann', 'note.begun', { n: 1 });
    expect(await codeOf(host.say('ann', type))).toBe('ReservedEventType');
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.where).toEqual(['first']);
    await host.orchestrator.close();
  });
  test('a timer of the store counts only while the customer still holds it with that due time', async () => {
    const host = createHost([note(1)]);
    await host.say('ann', 'note.begun', { n: 1 });
    const lane = (await host.orchestrator.list({ kind: 'instance' })).items[0]?.customer ?? '';
    await host.orchestrator.close();
    // a row that no decision of ours has set, as a broken store or a stranger's hand may leave it
    const { createMemoryStore } = await import('throughline/testing');
    const store = createMemoryStore({ clock: host.clock, data: host.data });
    const { epoch } = await store.open({ worker: 'stranger' });
    await store.commit([{ tenant: 'default', lane, expect: -1, epoch, timers: { set: [{ id: 'note/1#x:xstate.after.3600000.note.first', due: host.clock.now() + 5 }] } }]);
    await store.close();
    host.reopen();
    await host.orchestrator.start();
    await host.clock.advance(1_000);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.where).toEqual(['first']);
    await host.clock.advance(hours(1));
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.where).toEqual(['second']);
    await host.orchestrator.close();
  });
});

describe('Trap: unknown events vanish; the same event twice counts twice; events after the end are applied', () => {
  test('each has a receipt that says what became of it', async () => {
    const host = createHost([note(1)]);
    await host.say('ann', 'note.begun', { n: 1 });
    expect(await host.say('ann', 'note.torn')).toMatchObject({ status: 'ignored', reason: 'UnknownEvent' });
    expect(await host.say('ann', 'note.written', { n: 2 }, 'same')).toMatchObject({ status: 'handled' });
    expect(await host.say('ann', 'note.written', { n: 2 }, 'same')).toMatchObject({ status: 'duplicate' });
    await host.say('ann', 'note.kept');
    expect(await host.say('ann', 'note.kept')).toMatchObject({ status: 'ignored', reason: 'JourneyClosed' });
    await host.orchestrator.close();
  });
});

describe('Trap: Date, Map, NaN, undefined change silently through JSON; __proto__ in event data reaches a guard', () => {
  test.each([[13, 'NotSerializable'], [14, 'NotFinite']])('a step that puts what JSON changes among the facts is parked, not stored changed (%i)', async (n, cause) => {
    const host = createHost([note(1)]);
    await host.say('ann', 'note.begun', { n: 1 });
    expect(await host.say('ann', 'note.written', { n })).toMatchObject({ status: 'parked' });
    expect((await host.orchestrator.list({ kind: 'parked' })).items[0]?.cause).toBe(cause);
    await host.orchestrator.close();
  });
  test('__proto__ in event data is refused at the door', async () => {
    const host = createHost([note(1)]);
    expect(await codeOf(host.say('ann', 'note.begun', JSON.parse('{"n":1,"__proto__":{"n":2}}') as object))).toBe('ForbiddenKey');
    await host.orchestrator.close();
  });
});

describe('Trap: a snapshot of another machine, or with a removed state, is accepted or crashes the process', () => {
  test('an instance whose version lost its state is parked with its cause, and others go on', async () => {
    const host = createHost([note(1)]);
    await host.say('ann', 'note.begun', { n: 1 });
    await host.say('ann', 'note.written', { n: 2 });
    await host.orchestrator.close();
    const changed = createHost([note(1, 'later')]);
    Object.assign(changed, { data: host.data });
    changed.reopen();
    expect(await changed.say('ann', 'note.kept', {}, 'k1')).toMatchObject({ status: 'parked' });
    expect((await changed.orchestrator.list({ kind: 'parked' })).items[0]?.cause).toBe('DefinitionFault');
    expect(await changed.say('bob', 'note.begun', { n: 1 }, 'b1')).toMatchObject({ status: 'handled' });
    await changed.orchestrator.close();
  });
});
