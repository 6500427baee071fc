import { assign, createActor, raise, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import { startStep, step } from '../../../../src/journey/step/step.js';
import type { StoredSnapshot } from '../../../../src/journey/step/step-contract.js';
import { event } from '../step-words.js';
import { careMachine, look } from './care-machine.js';

describe('Trap: an active invoke runs again after restore', () => {
  it('An activity at work begins once, however often its journey is stored and brought back', () => {
    let now = startStep(careMachine, undefined);
    const starts: unknown[] = [...now.effects];
    for (let times = 0; times < 5; times++) {
      now = step(careMachine, JSON.parse(JSON.stringify(now.snapshot)) as StoredSnapshot, event(times === 0 ? 'chat.started' : 'nothing'));
      starts.push(...now.effects);
    }
    expect(starts.filter((effect) => (effect as { type: string }).type === 'activity.start')).toHaveLength(1);
    expect(now.snapshot.invoked).toEqual({ find: 'look' });
  });

  it('The answer of an activity comes back as an event, and it is not cancelled afterwards', () => {
    const asked = step(careMachine, startStep(careMachine, undefined).snapshot, event('chat.started'));
    const answered = step(careMachine, asked.snapshot, { done: { invokeId: 'find', output: 'shipped' } });
    expect(answered.snapshot).toMatchObject({ value: 'told', context: { status: 'shipped' } });
    expect([answered.snapshot.invoked, answered.effects]).toEqual([undefined, []]);
  });

  it('An activity that failed is not cancelled either', () => {
    const asked = step(careMachine, startStep(careMachine, undefined).snapshot, event('chat.started'));
    const failed = step(careMachine, asked.snapshot, { failed: { invokeId: 'find', error: { code: 'Timeout', message: 'late' } } });
    expect([failed.snapshot.value, failed.effects]).toEqual(['sorry', []]);
  });

  it('A state left before the answer cancels its activity, and the late answer changes nothing', () => {
    const asked = step(careMachine, startStep(careMachine, undefined).snapshot, event('chat.started'));
    const left = step(careMachine, asked.snapshot, event('chat.ended'));
    expect(left.effects).toEqual([{ type: 'activity.cancel', invokeId: 'find' }]);
    const late = step(careMachine, left.snapshot, { done: { invokeId: 'find', output: 'shipped' } });
    expect([late.handled, late.snapshot]).toEqual([false, left.snapshot]);
  });

  it('A failure that nothing handles ends the journey with an error and cancels what else was at work', () => {
    const machine = setup({ actors: { look } }).createMachine({ invoke: [{ id: 'one', src: 'look' }, { id: 'two', src: 'look' }] });
    const failed = step(machine, startStep(machine, undefined).snapshot, { failed: { invokeId: 'one', error: { code: 'Timeout', message: 'late' } } });
    expect(failed).toMatchObject({ snapshot: { status: 'error' }, effects: [{ type: 'activity.cancel', invokeId: 'two' }], handled: true });
  });
});

describe('Trap: as a journey ends, exit actions run before its activities are stopped', () => {
  it('Activities are cancelled after the last exit action, in the order in which they began, as a live actor stops them', () => {
    const machine = setup({ actors: { look, work: look }, actions: { note: () => undefined } }).createMachine({
      id: 'm', type: 'parallel', exit: { type: 'note', params: 'left' },
      states: {
        a: { invoke: { id: 'one', src: 'look' }, initial: 'x', states: { x: { on: { go: 'end' } }, end: { type: 'final' } } },
        b: { invoke: { id: 'two', src: 'work' }, initial: 'x', states: { x: { on: { go: 'end' } }, end: { type: 'final' } } },
      },
    } as object);
    const said: unknown[] = [];
    const live = createActor(machine, { inspect: (seen) => { if (seen.type === '@xstate.action' && seen.action.type !== 'xstate.spawnChild') said.push(seen.action.params); } }).start();
    live.send({ type: 'go' });
    expect(said.map((one) => typeof one === 'string' ? one : (one as { id: string }).id)).toEqual(['left', 'one', 'two']);
    const { effects } = step(machine, startStep(machine, undefined).snapshot, event('go'));
    expect(effects).toEqual([{ type: 'action', name: 'note', params: 'left' }, { type: 'activity.cancel', invokeId: 'one' }, { type: 'activity.cancel', invokeId: 'two' }]);
  });
});

describe('Trap: a history state can lead XState into an invoking state it has not left', () => {
  it('An activity begun twice in one step is asked once, where a live actor begins two and can end one', () => {
    let begun = 0;
    const work = { getInitialSnapshot: () => ({ status: 'active' }), getPersistedSnapshot: (state: unknown) => state, transition: (state: unknown) => state, start: () => { begun++; } };
    const machine = setup({ actors: { work: work as never } }).createMachine({
      id: 'm', context: { n: 0 }, initial: 'open',
      states: {
        open: {
          entry: [assign({ n: ({ context }) => context.n + 1 }), raise({ type: 'again' })], invoke: { id: 'find', src: 'work' },
          on: { again: { guard: ({ context }: { context: { n: number } }) => context.n < 2, target: '#m.h' } },
        },
        h: { type: 'history', target: 'open' },
      },
    } as object);
    createActor(machine).start();
    expect(begun).toBe(2);
    const { effects, snapshot } = startStep(machine, undefined);
    expect([effects, snapshot.invoked]).toEqual([[{ type: 'activity.start', invokeId: 'find', activity: 'work', input: undefined }], { find: 'work' }]);
  });
});
