import { assign, emit, enqueueActions, fromCallback, fromObservable, fromPromise, fromTransition, forwardTo, log, sendParent, sendTo, setup, spawnChild, stopChild } from 'xstate';
import { describe, expect, it } from 'vitest';
import { define, refusals, soundStates, type Bent } from './parcel-declaration.js';

const withEntry = (entry: unknown): Bent => ({ states: { ...soundStates, waiting: { ...soundStates.waiting, entry } } });
const withInvoke = (src: unknown): Bent => ({ states: { ...soundStates, waiting: { ...soundStates.waiting, invoke: { src, onError: 'over' } } } });
const child = setup({}).createMachine({});

describe("XState's traps that a definition closes", () => {
  it.each([
    ['spawnChild', spawnChild(child)],
    ['stopChild', stopChild('child')],
    ['sendTo', sendTo('child', { type: 'go' })],
    ['sendParent', sendParent({ type: 'go' })],
    ['forwardTo', forwardTo('child')],
  ])('live children: %s is refused with a sentence that names the way out', (_name, action) => {
    expect(refusals(() => define({ config: withEntry(action) }))).toEqual([expect.stringMatching(/whose actor would be lost with the process; use an activity, startJourney, or states written in place/)]);
  });

  it.each([
    ['machine', child],
    ['callback', fromCallback(() => {})],
    ['observable', fromObservable(() => ({ subscribe: () => ({ unsubscribe: () => {} }) }))],
    ['reducer', fromTransition((state) => state, {})],
    ['promise', fromPromise(async () => 1)],
  ])('live children: an invoked %s is refused with a sentence that names the way out', (_name, src) => {
    expect(refusals(() => define({ config: withInvoke(src) }))).toEqual([expect.stringContaining('declare an activity and name it')]);
  });

  it.each([['emit', emit({ type: 'told' })], ['enqueueActions', enqueueActions(({ enqueue }) => enqueue(assign({})))], ['log', log('told')]])('live children: %s leaves none behind and works', (_name, action) => {
    expect(refusals(() => define({ config: withEntry(action) }))).toEqual([]);
  });

  it('live children: states are reused by a function that returns one', () => {
    const asking = (next: string): Bent => ({ on: { 'chat.ended': next }, after: { 1000: next } });
    expect(refusals(() => define({ config: { initial: 'first', states: { first: asking('second'), second: asking('over'), over: { type: 'final' } } } }))).toEqual([]);
  });

  it('an `always` loop that never returns is refused', () => {
    expect(refusals(() => define({ config: { initial: 'a', states: { a: { always: 'b' }, b: { always: 'a' } } } }))).toHaveLength(2);
  });

  it("an outside event named like XState's own can be neither declared nor listened to", () => {
    expect(refusals(() => define({ declaration: { events: { 'xstate.stop': {} } } })).join()).toContain('events.xstate.stop is not an event type');
    expect(refusals(() => define({ config: { on: { 'xstate.stop': '.over' } } })).join()).toContain("listens to 'xstate.stop'");
  });
});
