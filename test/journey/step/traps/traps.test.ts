import fc from 'fast-check';
import { assign, cancel, createActor, createMachine, emit, enqueueActions, fromCallback, initialTransition, log, raise, sendTo, setup, spawnChild, transition, type AnyStateMachine } from 'xstate';
import { describe, expect, it } from 'vitest';
import { JourneyError } from '../../../../src/errors/index.js';
import { startStep, step } from '../../../../src/journey/step/step.js';
import type { StoredSnapshot } from '../../../../src/journey/step/step-contract.js';
import { event, refusal } from '../step-words.js';
import { careMachine, look } from './care-machine.js';

const days = 86_400_000;

describe('Trap: pure transition() builds a throw-away actor each call', () => {
  it('A step enters the start state once and calls no activity, so nothing begins while a decision is made', () => {
    let starts = 0;
    const machine = setup({ actors: { look } }).createMachine({ context: () => ({ starts: ++starts }), initial: 'asking', states: { asking: { invoke: { src: 'look' }, on: { 'chat.ended': 'over' } }, over: {} } });
    const begun = startStep(machine, undefined);
    step(machine, begun.snapshot, event('chat.ended'));
    expect(starts).toBe(1);
  });

  it('A step decides what XState itself decides by transition()', () => {
    const [begun] = initialTransition(careMachine);
    const [asked] = transition(careMachine, begun, event('chat.started'));
    const ours = step(careMachine, startStep(careMachine, undefined).snapshot, event('chat.started'));
    expect({ value: ours.snapshot.value, context: ours.snapshot.context }).toEqual({ value: asked.value, context: asked.context });
  });

  it('A state whose activity has a system-wide name can be entered twice in one step, which XState itself refuses', () => {
    const twice = setup({ actors: { look } }).createMachine({
      initial: 'asking',
      states: { asking: { invoke: { src: 'look', systemId: 'lookup' }, on: { again: { target: 'asking', reenter: true } }, always: { target: 'asking again' } }, 'asking again': { invoke: { src: 'look', systemId: 'lookup' }, on: { again: { target: 'asking', reenter: true } } } },
    });
    const begun = startStep(twice, undefined);
    expect(begun.effects).toEqual([{ type: 'activity.start', invokeId: '0.(machine).asking again', activity: 'look', input: undefined }]);
    const again = step(twice, begun.snapshot, event('again'));
    expect(again.effects.map((effect) => effect.type)).toEqual(['activity.cancel', 'activity.start']);
    expect(initialTransition(twice)[0].status).toBe('error');
  });
});

describe('Trap: live children have no place in a stored journey', () => {
  const refused: [string, AnyStateMachine][] = [
    ['sendTo', setup({ actors: { look } }).createMachine({ on: { go: { actions: sendTo('nobody', { type: 'x' }) } } })],
    ['spawnChild', setup({ actors: { look } }).createMachine({ on: { go: { actions: spawnChild('look') } } })],
    ['spawn in assign', setup({ actors: { look } }).createMachine({ context: {}, on: { go: { actions: assign(({ spawn }) => ({ child: spawn('look') })) } } })],
    ['sendTo in enqueueActions', setup({}).createMachine({ on: { go: { actions: enqueueActions(({ enqueue, self }) => enqueue.sendTo(self, { type: 'x' })) } } })],
    ['spawnChild in enqueueActions', setup({ actors: { look } }).createMachine({ on: { go: { actions: enqueueActions(({ enqueue }) => enqueue.spawnChild('look')) } } })],
    ['a function written in place', setup({}).createMachine({ on: { go: { actions: () => { throw new Error('a step performed an action'); } } } })],
  ];
  it.each(refused)('A journey that uses %s is refused with the state where it stands', (_, machine) => {
    const error = refusal(() => step(machine, startStep(machine, undefined).snapshot, event('go')));
    expect([error.code, error.facts.path]).toEqual(['DefinitionFault', '(machine)']);
  });

  it('An invoked callback or machine without a name is refused before the journey begins', () => {
    const machine = createMachine({ initial: 'a', states: { a: { invoke: { src: fromCallback(() => undefined) } } } });
    expect(refusal(() => startStep(machine, undefined)).facts.path).toBe('(machine).a');
  });

  it('emit, log and enqueueActions work without a live actor', () => {
    const machine = setup({ actions: { note: () => undefined } }).createMachine({
      context: { n: 0 }, on: { go: { actions: [log('kept quiet'), emit({ type: 'told' }), enqueueActions(({ enqueue }) => { enqueue.assign({ n: 1 }); enqueue('note'); })] } },
    });
    const went = step(machine, startStep(machine, undefined).snapshot, event('go'));
    expect(went.effects).toEqual([{ type: 'emit', event: { type: 'told' } }, { type: 'action', name: 'note', params: undefined }]);
    expect(went.snapshot.context).toEqual({ n: 1 });
  });
});

describe('Trap: after timers are not in the persisted snapshot (xstate #5331)', () => {
  it('A wait is an effect with its length and the event it brings, and ends as that event', () => {
    const begun = startStep(waiting('10'), undefined);
    expect(begun.effects).toEqual([{ type: 'timer.set', id: 'xstate.after.10.m.waiting', delayMs: 10, event: { type: 'xstate.after.10.m.waiting' } }]);
    const kept = JSON.parse(JSON.stringify(begun)) as typeof begun;
    const [timer] = kept.effects;
    if (timer?.type !== 'timer.set') throw new Error('no timer');
    expect(step(waiting('10'), kept.snapshot, { timer }).snapshot.value).toBe('late');
  });

  it('Leaving the state cancels the wait in the same step', () => {
    expect(step(waiting('10'), startStep(waiting('10'), undefined).snapshot, event('answered')).effects).toEqual([{ type: 'timer.cancel', id: 'xstate.after.10.m.waiting' }]);
  });

  it('A wait that begins and ends within one step is never set', () => {
    const machine = setup({}).createMachine({ initial: 'a', states: { a: { after: { 10: 'b' }, always: 'b' }, b: {} } });
    expect(startStep(machine, undefined).effects).toEqual([]);
  });

  it('Waits without a name get names that no other wait of the journey has', () => {
    const machine = setup({}).createMachine({ on: { go: { actions: raise({ type: 'later' }, { delay: 5 }) } } });
    const first = step(machine, startStep(machine, undefined).snapshot, event('go'));
    const second = step(machine, JSON.parse(JSON.stringify(first.snapshot)) as StoredSnapshot, event('go'));
    expect([...first.effects, ...second.effects].map((effect) => effect.type === 'timer.set' && effect.id)).toEqual(['throughline.delay.0', 'throughline.delay.1']);
  });
});

describe('Trap: setTimeout fires at once beyond 24.8 days, and for NaN', () => {
  it('A wait of 400 days is kept in full', () => {
    expect(startStep(waiting(String(400 * days)), undefined).effects).toMatchObject([{ delayMs: 400 * days }]);
  });

  it.each([['NaN', NaN], ['negative', -1], ['endless', Infinity], ['longer than ten years', 11 * 366 * days], ['a text', '10' as unknown as number], ['undefined', undefined as unknown as number], ['a Promise', Promise.resolve(5) as unknown as number]])('A wait that is %s is refused', (name, length) => {
    const machine = setup({ delays: { odd: () => length } }).createMachine({ initial: 'a', states: { a: { after: { odd: 'b' } }, b: {} } });
    expect(refusal(() => startStep(machine, undefined)).code).toBe(name === 'a Promise' ? 'DefinitionFault' : 'InvalidDelay');
  });

  it('A wait whose name is declared nowhere is refused and does not end at once', () => {
    const machine = setup({}).createMachine({ initial: 'a', states: { a: { after: { undeclared: 'b' } as object }, b: {} } });
    expect(refusal(() => startStep(machine, undefined))).toMatchObject({ code: 'InvalidDelay', facts: { path: '(machine).a' } });
  });

  it('A wait of nothing is the next step, not part of this one', () => {
    expect(startStep(waiting('0'), undefined)).toMatchObject({ snapshot: { value: 'waiting' }, effects: [{ type: 'timer.set', delayMs: 0 }] });
  });
});

describe('Trap: an outside event named like one of XState drives the machine', () => {
  it.each(['xstate.after.10.m.waiting', 'xstate.done.actor.find', 'xstate.error.actor.find', 'xstate.stop', 'xstate.init', 'done.invoke.find', 'error.platform.find', '*', 'chat.*', '$init', '__proto__'])('An event of type %s is refused', (type) => {
    expect(refusal(() => step(waiting('10'), startStep(waiting('10'), undefined).snapshot, event(type))).code).toBe('ReservedEventType');
  });

  it('A timer cannot bring another of the events that only XState raises', () => {
    const { snapshot } = startStep(waiting('10'), undefined);
    expect(refusal(() => step(waiting('10'), snapshot, { timer: { id: 'x', event: { type: 'xstate.stop' } } })).code).toBe('ReservedEventType');
    expect(refusal(() => step(waiting('10'), snapshot, { timer: { id: 'x', event: null } })).code).toBe('InvalidEventType');
  });
});

describe('Trap: unknown events vanish, and events after the end are still applied', () => {
  it('An event that no state takes says so and leaves the very same snapshot', () => {
    const begun = startStep(careMachine, undefined);
    expect(step(careMachine, begun.snapshot, event('never.heard'))).toEqual({ snapshot: begun.snapshot, effects: [], decisions: [], handled: false, moved: false });
  });

  it.each(['done', 'error'] as const)('A journey that is %s refuses every event', (status) => {
    const closed: StoredSnapshot = { status, value: 'told', context: {} };
    expect(refusal(() => step(careMachine, closed, event('chat.started'))).code).toBe('JourneyClosed');
  });
});

describe('Trap: an always loop never returns', () => {
  it.each([['start', 'a'], ['later', 'b']])('A loop met at the %s ends with the step limit', (_, initial) => {
    const machine = setup({}).createMachine({ initial, states: { a: { always: 'c' }, c: { always: 'a' }, b: { on: { go: 'a' } } } } as object);
    const error = refusal(() => step(machine, startStep(machine, undefined).snapshot, event('go')));
    expect(error).toMatchObject({ code: 'StepLimit', facts: { limit: 1_000 } });
  });

  it('A machine may set itself a lower limit', () => {
    const machine = setup({}).createMachine({ initial: 'a', states: { a: { always: 'c' }, c: { always: 'a' } }, options: { maxIterations: 7 } });
    expect(refusal(() => startStep(machine, undefined))).toMatchObject({ code: 'StepLimit', facts: { limit: 7 } });
  });

  it('Ten raised events in a row are no loop', () => {
    const machine = setup({}).createMachine({ context: { n: 0 }, on: { go: { guard: ({ context }) => context.n < 10, actions: [assign({ n: ({ context }) => context.n + 1 }), raise({ type: 'go' })] } } });
    expect(step(machine, startStep(machine, undefined).snapshot, event('go')).snapshot.context).toEqual({ n: 10 });
  });
});

describe('Trap: a snapshot of another machine, or with a removed state, is accepted or crashes the process', () => {
  const good: StoredSnapshot = { status: 'active', value: 'asking', context: {}, invoked: { find: 'look' } };
  it.each<[string, unknown]>([
    ['a state that was removed', { ...good, value: 'gone' }],
    ['the name of an inherited property', { ...good, value: 'constructor' }],
    ['a state value with more in it than the machine has', { ...good, value: { asking: 'deeper' } }],
    ['two states at once', { ...good, value: { asking: {}, told: {} } }],
    ['no value', { ...good, value: null }],
    ['no facts', { ...good, context: null }],
    ['a history of another machine', { ...good, history: { 'other.h': ['m.asking'] } }],
    ['an activity that no active state invokes', { ...good, invoked: { other: 'look' } }],
    ['an order of other states', { ...good, order: ['m', 'm.told'] }],
  ])('A stored journey with %s is refused by name', (_, snapshot) => {
    expect(refusal(() => step(careMachine, snapshot as StoredSnapshot, event('chat.ended'))).code).toBe('DefinitionFault');
  });

  it('A stored journey that lacks a region is refused, where XState would fill in the initial one', () => {
    const regions = setup({}).createMachine({ id: 'm', type: 'parallel', states: { a: { initial: 'x', states: { x: {} } }, b: { initial: 'x', states: { x: {} } } } });
    expect(refusal(() => step(regions, { status: 'active', value: { a: 'x' }, context: {} }, event('go'))).facts.path).toBe('m');
  });
});

describe('Trap: the two forms of a cancel (params, or sendId in params)', () => {
  it('A wait begun by name is cancelled by name', () => {
    const machine = setup({}).createMachine({ entry: raise({ type: 'later' }, { id: 'reminder', delay: 5 }), on: { stop: { actions: cancel('reminder') }, 'stop by words': { actions: cancel(() => 'reminder') } } });
    const { snapshot } = startStep(machine, undefined);
    for (const type of ['stop', 'stop by words']) expect(step(machine, snapshot, event(type)).effects).toEqual([{ type: 'timer.cancel', id: 'reminder' }]);
  });

  it('A named wait that is begun and cancelled in one step leaves the cancel, since an older one of that name may run', () => {
    const machine = setup({}).createMachine({ entry: [raise({ type: 'later' }, { id: 'reminder', delay: 5 }), cancel('reminder')] });
    expect(startStep(machine, undefined).effects).toEqual([{ type: 'timer.cancel', id: 'reminder' }]);
  });
});

describe('Trap: a history state inside a parallel state can leave XState in two states at once', () => {
  it('The step is refused, where a live actor goes on in both', () => {
    const machine = setup({}).createMachine({
      id: 'm', initial: 'first',
      states: { first: { initial: 'x', states: { x: {} }, on: { go: 'both' } }, both: { type: 'parallel', states: { a: { on: { go: { target: '#m.both.h', reenter: true } } }, b: {}, h: { type: 'history' } } } },
    });
    const live = createActor(machine).start();
    live.send({ type: 'go' });
    live.send({ type: 'go' });
    expect(live.getSnapshot().value).toEqual({ first: 'x', both: { a: {}, b: {} } });
    const { snapshot } = step(machine, startStep(machine, undefined).snapshot, event('go'));
    expect(refusal(() => step(machine, snapshot, event('go')))).toMatchObject({ code: 'DefinitionFault', facts: { path: 'm' } });
  });

  it('It is refused too where an event raised on the way leaves XState in no state at all', () => {
    const machine = setup({}).createMachine({
      id: 'm', initial: 'both', on: { left: { target: '#m.h', reenter: true } },
      states: { both: { type: 'parallel', exit: raise({ type: 'left' }), states: { a: { on: { go: { target: '#m.both.h', reenter: true } } }, b: {}, h: { type: 'history' } } }, h: { type: 'history' } },
    });
    const live = createActor(machine).start();
    live.send({ type: 'go' });
    expect(live.getSnapshot()).toMatchObject({ status: 'active', value: {} });
    expect(refusal(() => step(machine, startStep(machine, undefined).snapshot, event('go')))).toMatchObject({ code: 'DefinitionFault', facts: { path: 'm' } });
  });
});

describe('Trap: a history state can lead XState into a state it has not left', () => {
  it('The wait begun again replaces the first one, where a live actor ends both', () => {
    const machine = setup({}).createMachine({ id: 'm', initial: 'open', states: { open: { after: { 10: 'late' }, on: { again: '#m.h' } }, late: {}, h: { type: 'history', target: 'open' } } });
    const again = step(machine, startStep(machine, undefined).snapshot, event('again'));
    expect(again.effects).toEqual([{ type: 'timer.set', id: 'xstate.after.10.m.open', delayMs: 10, event: { type: 'xstate.after.10.m.open' } }]);
  });
});

it('Whatever the type of an event, the engine\'s own prefixes never reach a machine', () => {
  const { snapshot } = startStep(waiting('10'), undefined);
  fc.assert(fc.property(fc.constantFrom('xstate.', 'done.', 'error.', '$'), fc.string(), (prefix, rest) => {
    expect(JourneyError.is(refusal(() => step(waiting('10'), snapshot, event(prefix + rest))), 'ReservedEventType')).toBe(true);
  }));
});

function waiting(delay: string): AnyStateMachine {
  return setup({}).createMachine({ id: 'm', initial: 'waiting', states: { waiting: { after: { [delay]: 'late' }, on: { answered: 'done' } }, late: {}, done: {} } });
}
