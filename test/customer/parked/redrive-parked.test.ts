import { describe, expect, test } from 'vitest';
import type { CustomerState } from '../../../src/customer/customer-state.js';
import type { DefinitionStatus } from '../../../src/customer/definition-status.js';
import type { InstanceState } from '../../../src/customer/instance/instance-state.js';
import type { LaneInput } from '../../../src/customer/parked/lane-input.js';
import { redriveParked, type ParkedItem } from '../../../src/customer/parked/redrive-parked.js';
import type { Turn } from '../../../src/customer/turn.js';
import { ann, ben, mergedOne, now, plainRun, plainTurn } from '../plain-turn.js';
import { pledge } from '../plain-journey.js';

const run = plainRun(ann, 'pledge');
const second = plainRun(ann, 'pledge', { run: 2 });
const blocked = (by: string, at = 5): InstanceState => ({ ...run, parked: { id: by, cause: 'DefinitionFault', at } });

const redriving = (state: Partial<CustomerState>, status: DefinitionStatus = { status: 'live' }): Turn => plainTurn(state, { journeys: [pledge], statusOf: () => status });
const paused: DefinitionStatus = { status: 'paused', since: 1, rule: { entries: 'hold', events: 'hold', waits: 'hold', effects: 'hold' } };

const item = (id: string, input: LaneInput, more: Partial<ParkedItem> = {}): ParkedItem => ({ id, journey: 'pledge', cause: 'DefinitionFault', at: 5, owner: ann, input, ...more });
const happened = (type: string) => ({ type, data: { name: 'call' }, at: 1 });
const event = (id: string, type: string, of: InstanceState = run, more: Partial<ParkedItem> = {}): ParkedItem => item(id, { kind: 'event', id: `e-${id}`, event: happened(type), instance: of.id }, { instance: of.id, ...more });
const entry = (id: string): ParkedItem => item(id, { kind: 'entry', id: `e-${id}`, event: happened('pledge.made'), journey: 'pledge' });

describe('an event that is tried again', () => {
  test('is handled, and what waited behind it goes on', () => {
    const turn = redriving({ instances: [blocked('p1')] });
    expect(redriveParked(turn, [event('p1', 'pledge.kept')])).toStrictEqual({ done: ['p1'] });
    expect(turn.unparked).toEqual(['p1']);
    expect(turn.state.instances).toEqual([]);
  });

  test('stays where it fails again, with what stands behind it, and other journeys go on', () => {
    const turn = redriving({ instances: [blocked('p1'), second], parkings: 3 });
    const items = [event('p1', 'pledge.cursed'), event('p2', 'pledge.kept'), event('p3', 'pledge.kept', second), event('p4', 'pledge.cursed', run)];
    expect(redriveParked(turn, items)).toStrictEqual({ done: ['p3'], still: { id: 'p1', because: expect.stringContaining('Guard of \'cursed\' threw an error') } });
    expect(turn.state).toMatchObject({ instances: [blocked('p1')], parkings: 3 });
    expect(turn.unparked).toEqual(['p3']);
    expect(turn.parked).toEqual([]);
  });

  test('that was held and now fails holds up what comes later for its journey', () => {
    const turn = redriving({ instances: [run] });
    expect(redriveParked(turn, [event('p1', 'pledge.cursed', run, { cause: 'Paused' })]).done).toEqual([]);
    expect(turn.state.instances).toStrictEqual([{ ...run, parked: { id: 'p1', cause: 'DefinitionFault', at: 5 } }]);
  });

  test('that the state does not handle, or that is held again, holds up nothing', () => {
    const unhandled = redriving({ instances: [run] });
    expect(redriveParked(unhandled, [event('p1', 'pledge.doubted')]).still?.because).toBe('\'waiting\' of \'pledge\' does not handle \'pledge.doubted\'');
    expect(unhandled.state.instances).toEqual([run]);
    const held = redriving({ instances: [run] }, paused);
    expect(redriveParked(held, [event('p1', 'pledge.kept')]).still?.because).toBe('\'pledge\' is paused; the event waits for resume');
    expect(held.state.instances).toEqual([run]);
  });

  test('that fails again keeps what stands behind it waiting, also where it holds up nothing', () => {
    const turn = redriving({ instances: [run] });
    expect(redriveParked(turn, [event('p1', 'pledge.doubted'), event('p2', 'pledge.kept')]).done).toEqual([]);
    expect(turn.state.instances).toEqual([run]);
  });

  test('that no journey of the customer was named for fails without holding up anything', () => {
    const turn = redriving({ instances: [run, second] });
    const start = (id: string): ParkedItem => item(id, { kind: 'start', journey: 'unknown', data: {} });
    expect(redriveParked(turn, [start('p1'), start('p2'), item('p3', { kind: 'start', journey: 'pledge', data: { name: 'call' } })])).toEqual({ done: ['p3'], still: { id: 'p1', because: 'there is no journey \'unknown\' to start' } });
    expect(turn.state.instances).toEqual([run, second]);
  });

  test('of a journey that has ended comes too late', () => {
    const turn = redriving({});
    expect(redriveParked(turn, [event('p1', 'pledge.kept')])).toStrictEqual({ done: ['p1'] });
    expect(turn.fates).toEqual([{ journey: 'pledge', did: 'ignored', because: '\'pledge.kept\' came to its turn after the journey had ended' }]);
  });
});

test('an event waits for one that was parked before it, told apart by time and then by name', () => {
  const tried = (by: InstanceState, at: number) => redriveParked(redriving({ instances: [by] }), [event('p5', 'pledge.kept', run, { at })]);
  const waits = { done: [], still: { id: 'p5', because: 'an earlier event of this journey is parked (DefinitionFault)' } };
  expect(tried(blocked('p1', 4), 5)).toEqual(waits);
  expect(tried(blocked('p9', 4), 5)).toEqual(waits);
  expect(tried(blocked('p1', 5), 5)).toEqual(waits);
  expect(tried(blocked('p9', 5), 5)).toEqual({ done: ['p5'] });
  expect(tried(blocked('p1', 6), 5)).toEqual({ done: ['p5'] });
});

describe('what else is tried again', () => {
  test('a held message goes into the outbox as it was, also where its journey is held up', () => {
    const turn = redriving({ instances: [blocked('p1')] });
    const effect = (id: string, queue: object): ParkedItem => item(id, { kind: 'effect', key: `k-${id}`, body: '{}', ...queue }, { instance: run.id, at: 9 });
    expect(redriveParked(turn, [effect('p2', { queue: 'chat' }), effect('p3', {})])).toEqual({ done: ['p2', 'p3'] });
    expect(turn.effects).toStrictEqual([{ key: 'k-p2', due: now, attempt: 0, body: '{}', queue: 'chat' }, { key: 'k-p3', due: now, attempt: 0, body: '{}' }]);
    expect(turn.state.instances).toEqual([blocked('p1')]);
  });

  test('a whole event is brought to the journeys it is for', () => {
    const turn = redriving({ instances: [run] });
    expect(redriveParked(turn, [item('p1', { kind: 'arrival', arrival: { id: 'e1', type: 'chat.said', data: {}, identities: [], understood: [{ type: 'pledge.kept', data: { name: 'call' } }] } })]).done).toEqual(['p1']);
    expect(turn.state.instances).toEqual([]);
  });

  test('of two entries that were held the first starts the journey and the second is an event to it', () => {
    const turn = redriving({});
    expect(redriveParked(turn, [entry('p1'), entry('p2')])).toEqual({ done: ['p1', 'p2'] });
    expect(turn.state.instances).toMatchObject([{ id: 'c-ann/pledge/1', lastEvent: { type: 'pledge.made', did: 'ignored' } }]);
    expect(turn.fates.map(({ did }) => did)).toEqual(['started', 'ignored']);
  });

  test('an entry to a journey that runs already is an event to its run and to no other', () => {
    const turn = redriving({ instances: [run, plainRun(ann, 'survey')] });
    redriveParked(turn, [entry('p1')]);
    expect(turn.fates.map(({ instance, did }) => [instance, did])).toEqual([[run.id, 'ignored']]);
    expect(turn.state.instances[1]).toEqual(plainRun(ann, 'survey'));
  });

  test('an entry to a paused journey is held again', () => {
    const turn = redriving({}, paused);
    expect(redriveParked(turn, [entry('p1')])).toEqual({ done: [], still: { id: 'p1', because: '\'pledge\' is paused; it starts at resume' } });
  });
});

test('where several customers were merged it is done for the one whose it was', () => {
  const turn = redriving({ merged: [mergedOne(ben)] });
  redriveParked(turn, [{ ...entry('p1'), owner: ben }]);
  expect(turn.origin).toBe(ben);
});
