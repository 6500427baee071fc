import { describe, expect, test } from 'vitest';
import { hours } from 'throughline';
import type { CustomerState } from '../../src/customer/customer-state.js';
import { decideTimer } from '../../src/customer/decide-timer.js';
import type { DefinitionStatus } from '../../src/customer/definition-status.js';
import type { InstanceState, TimerState } from '../../src/customer/instance/instance-state.js';
import type { Turn } from '../../src/customer/turn.js';
import { begunPledge, pledge } from './plain-journey.js';
import { ann, ben, cem, mergedOne, now, plainRun, plainTurn } from './plain-turn.js';

const begun = begunPledge();
const ttl: TimerState = { id: 'pledge/1#ttl', due: now + hours(100) };
const patience: TimerState = { id: 'pledge/1#x:xstate.after.patience.pledge.waiting', due: now + hours(1) };

function ended(timer: TimerState, state: Partial<CustomerState>, status: DefinitionStatus = { status: 'live' }): Turn {
  const turn = plainTurn(state, { journeys: [pledge], statusOf: () => status });
  decideTimer(turn, { kind: 'timer', timer: timer.id, due: timer.due });
  return turn;
}
const rows = (turn: Turn) => ({ set: [...turn.timersSet], cancelled: [...turn.timersCancelled] });

test('a run begins with its time to live and the delay of its first state', () => {
  expect(begun.timers.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([ttl, patience]);
});

describe('a delay that counts', () => {
  test('moves its journey, and is over', () => {
    const turn = ended(patience, { instances: [begun] });
    expect(turn.state.instances).toStrictEqual([{ ...begun, steps: 2, snapshot: { ...begun.snapshot, value: 'late' }, timers: [ttl], lastEvent: { type: 'delay patience', at: now, did: 'moved', because: '\'delay patience\' was handled in \'waiting\'' } }]);
    expect(rows(turn)).toEqual({ set: [], cancelled: [patience.id] });
    expect(turn.notices).toEqual([{ type: 'journey.moved', notice: { tenant: 'default', customer: ann, at: now, instance: begun.id, journey: 'pledge', from: 'waiting', to: 'late', event: 'delay patience' } }]);
    expect([...turn.counters]).toEqual([['timers.fired', 1], ['steps', 1]]);
    expect(turn.origin).toBeUndefined();
  });

  test('brings what was deferred to the state it leads to', () => {
    const deferred = [{ id: 'e1', type: 'pledge.recalled', data: { name: 'call' }, at: 1, until: 99 }];
    expect(ended(patience, { instances: [{ ...begun, deferred }] }).state.instances).toEqual([]);
  });

  test('of a run that came with another customer is that one’s', () => {
    const moved: InstanceState = { ...plainRun(ben, 'pledge', { moved: true }), timers: [{ id: 'c-ben/pledge/1#ttl', due: 9 }] };
    expect(ended({ id: 'c-ben/pledge/1#ttl', due: 9 }, { instances: [moved], merged: [mergedOne(ben), mergedOne(cem)] }).origin).toBe(ben);
  });

  test('stands again with its journey where that cannot handle it', () => {
    const turn = plainTurn({ instances: [begun] }, { journeys: [] });
    decideTimer(turn, { kind: 'timer', timer: patience.id, due: patience.due });
    expect(turn.state.instances).toMatchObject([{ parked: { id: 'c-ann/p00000001', cause: 'UnknownJourney' }, timers: [ttl, patience] }]);
    expect(rows(turn)).toEqual({ set: [], cancelled: [patience.id] });
  });
});

describe('a row that says nothing', () => {
  test('of a journey that is gone, or of a delay that it no longer has, is dropped', () => {
    for (const instances of [[], [{ ...begun, timers: [ttl] }]]) {
      const turn = ended(patience, { instances });
      expect(rows(turn)).toEqual({ set: [], cancelled: [patience.id] });
      expect(turn.state.instances).toEqual(instances);
    }
  });

  test('with another time than the customer holds is set right', () => {
    const turn = ended({ ...patience, due: 1 }, { instances: [begun] });
    expect(rows(turn)).toEqual({ set: [[patience.id, patience.due]], cancelled: [] });
    expect(turn.state.instances).toEqual([begun]);
  });
});

test('a journey leaves when its time to live is over', () => {
  const turn = ended(ttl, { instances: [begun] });
  expect(turn.state.instances).toEqual([]);
  expect(turn.state.ended).toMatchObject([{ id: begun.id, reason: 'ttl', forcedAt: 2 }]);
  expect(turn.fates).toEqual([{ instance: begun.id, journey: 'pledge', did: 'ended', because: 'its time to live is over' }]);
});

test('a delay of a stopped journey ends the journey', () => {
  const turn = ended(patience, { instances: [begun] }, { status: 'stopped', since: 1 });
  expect(turn.state.ended).toMatchObject([{ id: begun.id, reason: 'stopped', forcedAt: 2 }]);
});

test('a delay of a paused journey waits for its resume, where the pause says so', () => {
  const rule = { entries: 'hold', events: 'hold', effects: 'hold' } as const;
  const held = ended(patience, { instances: [begun] }, { status: 'paused', since: 1, rule: { ...rule, waits: 'hold' } });
  expect(held.parked).toMatchObject([{ id: 'c-ann/p00000001', cause: 'Paused', instance: begun.id }]);
  expect(held.state.instances).toMatchObject([{ snapshot: begun.snapshot, timers: begun.timers }]);
  expect(ended(patience, { instances: [begun] }, { status: 'paused', since: 1, rule: { ...rule, waits: 'run' } }).state.instances).toMatchObject([{ snapshot: { value: 'late' } }]);
});

test('an event that was deferred for long enough is given up, and no other', () => {
  const [recalled, kept] = [{ id: 'e1', type: 'pledge.recalled', data: {}, at: 1, until: 99 }, { id: 'e2', type: 'pledge.kept', data: {}, at: 1, until: 199 }];
  const timers = [ttl, { id: 'pledge/1#d:e1', due: 99 }, { id: 'pledge/1#d:e2', due: 199 }];
  const turn = ended({ id: 'pledge/1#d:e2', due: 199 }, { instances: [{ ...begun, timers, deferred: [recalled, kept] }] });
  expect(turn.state.instances).toEqual([{ ...begun, timers: timers.slice(0, 2), deferred: [recalled] }]);
  expect(turn.fates).toEqual([{ instance: begun.id, journey: 'pledge', did: 'ignored', because: '\'pledge.kept\' was deferred and no state handled it in time' }]);
  expect([...turn.counters]).toEqual([['timers.fired', 1], ['events.expired', 1]]);
});

test('an event that a journey scheduled for itself comes to that run alone', () => {
  const scheduled: TimerState = { id: 'pledge/1#s:doubt', due: 70, event: { type: 'pledge.doubted', data: { name: 'call' } } };
  const turn = ended(scheduled, { instances: [{ ...begun, timers: [ttl, scheduled] }, plainRun(ann, 'pledge', { run: 2 })] });
  expect(turn.parked.map(({ body }) => JSON.parse(body))).toEqual([{ input: { kind: 'event', id: 'doubt@70', event: { type: 'pledge.doubted', data: { name: 'call' }, at: now }, instance: begun.id }, because: '\'waiting\' of \'pledge\' does not handle \'pledge.doubted\'' }]);
  expect(turn.state.instances[0]?.timers).toEqual([ttl]);
});

describe('a journey that was to begin later', () => {
  const starting = (cause: string, due: number) => ({ timer: `#start:default/${cause}/order/1/0/0`, due, journey: 'pledge', data: { name: 'call' } });
  const [mine, theirs] = [starting(ann, 7), starting(ben, 7)];

  test('begins, and what else is to begin later still waits', () => {
    const turn = ended({ id: mine.timer, due: 7 }, { starting: [theirs, mine] });
    expect(turn.state.starting).toEqual([theirs]);
    expect(turn.state.instances).toEqual([begun]);
    expect(turn.timersCancelled).toEqual(new Set([mine.timer]));
  });

  test('begins for the customer whose journey wanted it', () => {
    expect(ended({ id: theirs.timer, due: 7 }, { starting: [theirs], merged: [mergedOne(ben)] }).origin).toBe(ben);
  });

  test('does not begin at a time that was not said', () => {
    const turn = ended({ id: mine.timer, due: 6 }, { starting: [mine] });
    expect(turn.state.starting).toEqual([mine]);
    expect(turn.state.instances).toEqual([]);
  });
});
