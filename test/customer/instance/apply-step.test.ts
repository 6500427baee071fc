import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../src/model/limits.js';
import { JourneyError } from '../../../src/errors/index.js';
import type { Step, StepEffect } from '../../../src/journey/step/step-contract.js';
import { startName } from '../../../src/customer/instance/applying.js';
import { applyStep } from '../../../src/customer/instance/apply-step.js';
import type { InstanceState } from '../../../src/customer/instance/instance-state.js';
import { plainRun, plainTurn, ann, now } from '../plain-turn.js';
import { pledge } from '../plain-journey.js';

const run = plainRun(ann, 'pledge', { steps: 3 });
const about = { tenant: 'default', customer: ann, at: now, instance: run.id, journey: 'pledge' };
const work = (invokeId: string): StepEffect => ({ type: 'activity.start', invokeId, activity: 'look', input: {} });

/** A run that makes one step to `late`, with what it wants done. */
function stepped(effects: readonly StepEffect[], { instance = run, name = 'pledge.cursed', limit = defaultLimits.effectsPerEvent, ...more }: Partial<Step> & { readonly instance?: InstanceState; readonly name?: string; readonly limit?: number } = {}) {
  const turn = plainTurn({ instances: [instance] }, { journeys: [pledge], limits: { ...defaultLimits, effectsPerEvent: limit } });
  const taken: Step = { snapshot: { ...instance.snapshot, value: 'late' }, effects, decisions: [], handled: true, moved: true, ...more };
  const apply = (): void => applyStep(turn, { instance, journey: pledge, taken, heard: { type: name, data: {}, at: now }, name, via: undefined, verified: false });
  return { turn, apply };
}
function applied(...of: Parameters<typeof stepped>) {
  const { turn, apply } = stepped(...of);
  apply();
  return turn;
}

test('a step that moves a journey is told to the host and stands in the journey', () => {
  const turn = applied([]);
  expect(turn.state.instances).toEqual([{ ...run, steps: 4, snapshot: { ...run.snapshot, value: 'late' }, lastEvent: { type: 'pledge.cursed', at: now, did: 'moved', because: '\'pledge.cursed\' was handled in \'waiting\'' } }]);
  expect(turn.notices).toEqual([{ type: 'journey.moved', notice: { ...about, from: 'waiting', to: 'late', event: 'pledge.cursed' } }]);
  expect([...turn.counters]).toEqual([['steps', 1]]);
});

test('a step that stays where it is, and one that begins a journey, is no move', () => {
  const stays = applied([], { moved: false });
  expect(stays.notices).toEqual([]);
  expect(stays.state.instances[0]?.lastEvent?.did).toBe('stayed');
  expect(applied([], { name: startName }).notices).toEqual([]);
});

test('a journey that is done ends by itself', () => {
  const turn = applied([], { snapshot: { ...run.snapshot, status: 'done', value: 'kept' } });
  expect(turn.state.instances).toEqual([]);
  expect(turn.state.ended).toMatchObject([{ id: run.id, reason: 'done' }]);
  expect('forcedAt' in (turn.state.ended[0] ?? {})).toBe(false);
  expect([...turn.counters]).toEqual([['journey.pledge.ended.done', 1]]);
});

test('a machine in XState’s status of an error is the author’s fault', () => {
  const fault = (): unknown => { try { stepped([], { snapshot: { ...run.snapshot, status: 'error' } }).apply(); } catch (error) { return error; } };
  expect(fault()).toMatchObject({ code: 'DefinitionFault', facts: { journey: 'pledge' } });
});

describe('a delay', () => {
  test('is held once where it gives the machine an event of its own name, and else with what it gives', () => {
    const turn = applied([
      { type: 'timer.set', id: 'a', delayMs: 5, event: { type: 'a' } }, { type: 'timer.set', id: 'b', delayMs: 6, event: { type: 'a' } }, { type: 'timer.set', id: 'c', delayMs: 7, event: { type: 'c', more: 1 } },
    ]);
    const timers = [{ id: 'pledge/1#x:a', due: now + 5 }, { id: 'pledge/1#x:b', due: now + 6, event: { type: 'a' } }, { id: 'pledge/1#x:c', due: now + 7, event: { type: 'c', more: 1 } }];
    expect(turn.state.instances[0]?.timers).toStrictEqual(timers);
    expect([...turn.timersSet]).toEqual(timers.map(({ id, due }) => [id, due]));
  });

  test('that is cancelled is gone, and one that is not there is not', () => {
    const instance = { ...run, timers: [{ id: 'pledge/1#x:a', due: 5 }, { id: 'pledge/1#x:b', due: 5 }] };
    const turn = applied([{ type: 'timer.cancel', id: 'a' }, { type: 'timer.cancel', id: 'z' }], { instance });
    expect(turn.state.instances[0]?.timers).toEqual([{ id: 'pledge/1#x:b', due: 5 }]);
    expect([...turn.timersCancelled]).toEqual(['pledge/1#x:a']);
  });
});

test('an activity that is no longer wanted is dropped, and one that has answered is not', () => {
  const instance = { ...run, invoked: { look: 'k1', call: 'k2' } };
  const turn = applied([{ type: 'activity.cancel', invokeId: 'look' }, { type: 'activity.cancel', invokeId: 'gone' }], { instance });
  expect(turn.settled).toEqual([{ key: 'k1', result: 'dropped' }]);
  expect(turn.state.instances[0]?.invoked).toEqual({ call: 'k2' });
});

test('what a machine emits is told to the host', () => {
  expect(applied([{ type: 'emit', event: { type: 'done', more: 1 } }], { moved: false }).notices).toEqual([{ type: 'journey.emitted', notice: { ...about, event: { type: 'done', more: 1 } } }]);
});

test('one event may cause as many effects as the limit says, and delays do not count', () => {
  const delay: StepEffect = { type: 'timer.cancel', id: 'a' };
  const refusal = (effects: readonly StepEffect[]): unknown => { try { stepped(effects, { limit: 1 }).apply(); } catch (error) { return error; } };
  const tooMany = refusal([work('a'), work('b')]);
  expect(JourneyError.is(tooMany, 'TooLarge')).toBe(true);
  expect(tooMany).toMatchObject({ facts: { limit: 1 } });
  expect(refusal([delay, delay, delay])).toBeUndefined();
});

describe('a journey that is to leave before it next acts', () => {
  const leaving = { ...run, leaving: { reason: 'moved away' } };
  test('leaves when it is about to act, and does not', () => {
    const turn = applied([work('a')], { instance: leaving });
    expect(turn.state.ended).toMatchObject([{ id: run.id, reason: 'moved away', forcedAt: 4 }]);
    expect(turn.effects).toEqual([]);
    expect(turn.notices.map(({ type }) => type)).toEqual(['journey.ended']);
  });
  test('goes on while it only waits', () => {
    expect(applied([{ type: 'timer.set', id: 'a', delayMs: 5, event: { type: 'a' } }], { instance: leaving }).state.instances).toMatchObject([{ id: run.id, snapshot: { value: 'late' } }]);
  });
});
