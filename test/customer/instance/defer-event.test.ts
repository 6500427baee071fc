import { expect, test } from 'vitest';
import { hours } from 'throughline';
import { deferEvent, retryDeferred } from '../../../src/customer/instance/defer-event.js';
import { defaultLimits } from '../../../src/model/limits.js';
import { ann, now, plainRun, plainTurn } from '../plain-turn.js';
import { pledge } from '../plain-journey.js';

const run = plainRun(ann, 'pledge');
const event = { type: 'pledge.recalled', data: { name: 'call' }, at: 3 };
const waiting = (id: string, type = 'pledge.recalled') => ({ id, type, data: { name: 'call' }, at: 3, until: now + hours(2) });

test('a deferred event is kept with its time-out, and everybody is told until when', () => {
  const turn = plainTurn({ instances: [run] });
  deferEvent(turn, run, { id: 'e1', event, withinMs: hours(2), because: 'not yet' });
  const until = now + hours(2);
  expect(turn.state.instances).toStrictEqual([{ ...run, timers: [{ id: 'pledge/1#d:e1', due: until }], deferred: [{ id: 'e1', ...event, until }], lastEvent: { type: 'pledge.recalled', at: now, did: 'deferred', because: 'not yet' } }]);
  expect(turn.fates).toEqual([{ instance: run.id, journey: 'pledge', did: 'deferred', because: 'not yet; it is kept until 1970-01-01T02:16:40.000Z', until }]);
  expect(turn.notices).toEqual([{ type: 'event.deferred', notice: { tenant: 'default', customer: ann, at: now, instance: run.id, journey: 'pledge', event: 'pledge.recalled', until } }]);
  expect([...turn.counters]).toEqual([['events.deferred', 1]]);
});

test('it keeps where it came through and that it was proven, and two of one name are told apart', () => {
  const before = { ...run, deferred: [waiting('e1'), waiting('e1#2')] };
  const turn = plainTurn({ instances: [before] });
  deferEvent(turn, before, { id: 'e1', event: { ...event, via: { channel: 'chat' }, verified: true }, withinMs: 5, because: '' });
  expect(turn.state.instances[0]?.deferred[2]).toStrictEqual({ id: 'e1#3', ...event, until: now + 5, via: { channel: 'chat' }, verified: true });
});

test('where as many are deferred as may be the next one is parked', () => {
  const before = { ...run, deferred: [waiting('e1')] };
  const turn = plainTurn({ instances: [before] }, { limits: { ...defaultLimits, deferredPerJourney: 1 } });
  deferEvent(turn, before, { id: 'e2', event, withinMs: 5, because: '' });
  expect(turn.parked.map(({ cause, body }) => [cause, JSON.parse(body)])).toEqual([['TooLarge', { input: { kind: 'event', id: 'e2', event, instance: run.id }, because: '1 events are deferred already' }]]);
  expect(turn.state.instances[0]?.deferred).toEqual([waiting('e1')]);
});

test('what was deferred is tried again in its order, and what no state takes yet still waits', () => {
  const before = { ...run, timers: [{ id: 'pledge/1#d:e2', due: 9 }], deferred: [waiting('e1'), waiting('e2', 'message.replied'), waiting('e3')] };
  const turn = plainTurn({ instances: [before] }, { journeys: [pledge] });
  retryDeferred(turn, run.id);
  expect(turn.state.instances).toMatchObject([{ deferred: [waiting('e1'), waiting('e3')], timers: [], lastEvent: { type: 'message.replied' } }]);
  expect([...turn.timersCancelled]).toEqual(['pledge/1#d:e2']);
});

test('a deferred event that fails is parked as it was heard, and what is behind it waits', () => {
  const cursed = waiting('e1', 'pledge.cursed');
  const inputs = [cursed, { ...cursed, via: { channel: 'chat' }, verified: true as const }].map((first) => {
    const turn = plainTurn({ instances: [{ ...run, deferred: [first, waiting('e2', 'message.replied')] }] }, { journeys: [pledge] });
    retryDeferred(turn, run.id);
    expect(turn.state.instances).toMatchObject([{ parked: { id: 'c-ann/p00000001' }, deferred: [waiting('e2', 'message.replied')] }]);
    return turn.parked.map(({ body }) => { const { input } = JSON.parse(body) as { readonly input: object }; return input; });
  });
  const heard = { type: 'pledge.cursed', data: { name: 'call' }, at: 3 };
  const input = { kind: 'event', id: 'e1', event: heard, instance: run.id };
  expect(inputs).toEqual([[input], [{ ...input, event: { ...heard, via: { channel: 'chat' }, verified: true } }]]);
});
