import { createActor, fromPromise, type AnyActorScope, type AnyMachineSnapshot, initialTransition, setup, StateMachine, transition } from 'xstate';
import { describe, expect, it } from 'vitest';
import { createInertScope } from '../../../src/journey/step/inert-scope.js';
import { startStep, step } from '../../../src/journey/step/step.js';
import { event } from './step-words.js';

/** What XState does inside and promises to nobody: each of these failing means that the step must be looked at before XState is upgraded. */
describe('What the pure step relies on inside XState', () => {
  const machine = setup({ guards: { no: () => false }, actions: { note: () => undefined } }).createMachine({
    id: 'm', context: {}, entry: ['note', { type: 'note', params: { n: 1 } }], initial: 'a', states: { a: { on: { go: { target: 'b' }, never: { guard: 'no', target: 'b' } } }, b: { after: { 10: 'a' }, on: { go: 'a' } } },
  });
  const begun = () => machine.getInitialSnapshot(createInertScope({ microsteps: 100, isFirst: false }).scope as never, undefined);

  it('A machine takes a scope of ours for its start and its transitions, and executes through it', () => {
    const { scope, record } = createInertScope({ microsteps: 100, isFirst: false });
    expect(machine.getInitialSnapshot(scope as never, undefined).value).toBe('a');
    expect(record.actions).toEqual([{ type: 'note', params: undefined }, { type: 'note', params: { n: 1 } }]);
  });

  it('Executed actions of XState carry what an effect needs', () => {
    const { scope, record } = createInertScope({ microsteps: 100, isFirst: false });
    const b = machine.transition(begun(), event('go') as never, scope as never);
    expect(record.actions).toMatchObject([
      { type: 'xstate.raise', params: { id: 'xstate.after.10.m.b', delay: 10, event: { type: 'xstate.after.10.m.b' } } },
    ]);
    const left = createInertScope({ microsteps: 100, isFirst: false });
    machine.transition(b, event('go') as never, left.scope as never);
    expect(left.record.actions).toMatchObject([{ type: 'xstate.cancel', params: { sendId: 'xstate.after.10.m.b' } }]);
  });

  it('A machine takes a builtin action of ours, after the others of its state, which answers the next snapshot and executes through the scope', () => {
    const own = new StateMachine(machine.config as never, machine.implementations as never);
    const resolve = (scope: AnyActorScope, snapshot: AnyMachineSnapshot, args: never, params: unknown) => {
      scope.actionExecutor({ type: 'ours', info: args, params, exec: undefined });
      return [{ ...snapshot, context: { took: Object.keys(args).sort() } }, undefined, undefined];
    };
    own.states['b']?.entry.push(Object.assign(() => undefined, { type: 'ours', resolve }) as never);
    const { scope, record } = createInertScope({ microsteps: 100, isFirst: false });
    const after = own.transition(own.getInitialSnapshot(createInertScope({ microsteps: 100, isFirst: false }).scope as never, undefined), event('go') as never, scope as never);
    expect(record.actions.map(({ type }) => type)).toEqual(['xstate.raise', 'ours']);
    expect([after.value, after.context]).toEqual(['b', { took: ['context', 'event', 'self', 'system'] }]);
  });

  it('XState begins what a state invokes after its entry actions and stops it after its exit actions, and so does a step', () => {
    const inner = { initial: 'x', states: { x: { entry: { type: 'note', params: 'inner in' } } } };
    const invoking = setup({ actions: { note: () => undefined }, actors: { work: fromPromise(() => new Promise(() => undefined)) } }).createMachine({
      id: 'm', initial: 'a', states: { a: { entry: { type: 'note', params: 'in' }, exit: { type: 'note', params: 'out' }, invoke: { id: 'w', src: 'work' }, ...inner, on: { go: 'b' } }, b: {} },
    } as object);
    const said: string[] = [];
    const live = createActor(invoking, { inspect: (seen) => { if (seen.type === '@xstate.action') said.push(seen.action.type === 'note' ? String(seen.action.params) : seen.action.type); } }).start();
    live.send({ type: 'go' });
    expect(said).toEqual(['in', 'xstate.spawnChild', 'inner in', 'out', 'xstate.stopChild']);
    const begun = startStep(invoking, undefined);
    const effects = [...begun.effects, ...step(invoking, begun.snapshot, event('go')).effects];
    expect(effects.map((effect) => effect.type === 'action' ? effect.params : effect.type)).toEqual(['in', 'activity.start', 'inner in', 'out', 'activity.cancel']);
  });

  it('Inspectors hear of each microstep with its transitions, also of one that nothing takes', () => {
    const { scope, record } = createInertScope({ microsteps: 100, isFirst: false });
    machine.transition(begun(), event('never') as never, scope as never);
    machine.transition(begun(), event('go') as never, scope as never);
    expect(record.microsteps.map(({ event: { type }, transitions }) => [type, transitions.length])).toEqual([['never', 0], ['go', 1]]);
  });

  it('A snapshot knows its states in order, its children and its history, and a copy of it is one', () => {
    const snapshot = begun();
    expect(Object.keys(snapshot).sort()).toEqual(['_nodes', 'can', 'children', 'context', 'error', 'getMeta', 'hasTag', 'historyValue', 'machine', 'matches', 'output', 'status', 'tags', 'toJSON', 'value'].sort());
    expect({ ...snapshot }.matches('a')).toBe(true);
  });

  it('The start keeps an error in the snapshot instead of throwing it', () => {
    const failing = setup({}).createMachine({ context: () => { throw new Error('no context'); } });
    expect(failing.getInitialSnapshot(createInertScope({ microsteps: 100, isFirst: false }).scope as never, undefined)).toMatchObject({ status: 'error', error: { message: 'no context' } });
  });

  it('A machine can be built again from its config and implementations', () => {
    const again = new StateMachine(machine.config as never, machine.implementations as never);
    expect(createActor(again).start().getSnapshot().value).toBe('a');
  });

  it('The documented way, transition(), comes to the same state', () => {
    const [start] = initialTransition(machine);
    expect(transition(machine, start, event('go'))[0].value).toBe(machine.transition(begun(), event('go') as never, createInertScope({ microsteps: 100, isFirst: false }).scope as never).value);
  });
});
