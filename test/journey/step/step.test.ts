import { assign, cancel, createMachine, emit, log, raise, setup, type AnyStateMachine } from 'xstate';
import { describe, expect, it } from 'vitest';
import { startStep, step } from '../../../src/journey/step/step.js';
import type { StoredSnapshot } from '../../../src/journey/step/step-contract.js';
import { event, refusal } from './step-words.js';

describe('What a step tells', () => {
  const machine = setup({ guards: { no: () => false } }).createMachine({
    id: 'm', context: { n: 0 }, initial: 'open',
    states: {
      open: { on: { close: 'closed', blocked: { guard: 'no', target: 'closed' }, forbidden: undefined, note: { actions: assign({ n: 1 }) }, stay: { target: 'open' }, again: { target: 'open', reenter: true }, hop: 'hopping' } },
      hopping: { always: 'closed' },
      closed: {},
    },
    on: { forbidden: '.closed' },
  });
  const open = startStep(machine, undefined);
  const told = (type: string) => {
    const { handled, moved, decisions } = step(machine, open.snapshot, event(type));
    return { handled, moved, decisions };
  };

  it('The start names the states it enters', () => {
    expect(open.decisions).toEqual([{ event: 'xstate.init', from: [], to: ['m.open'] }]);
  });

  it('A move names the states it left and entered', () => {
    expect(told('close')).toEqual({ handled: true, moved: true, decisions: [{ event: 'close', from: ['m.open'], to: ['m.closed'] }] });
  });

  it('Each microstep of an event is told', () => {
    expect(told('hop').decisions).toEqual([{ event: 'hop', from: ['m.open'], to: ['m.hopping'] }, { event: 'hop', from: ['m.hopping'], to: ['m.closed'] }]);
  });

  it('An event whose guard does not hold is not handled', () => {
    expect(told('blocked')).toEqual({ handled: false, moved: false, decisions: [] });
  });

  it('An event that a state forbids is handled and does nothing', () => {
    expect(told('forbidden')).toEqual({ handled: true, moved: false, decisions: [{ event: 'forbidden', from: ['m.open'], to: [] }] });
  });

  it('An event that only acts is handled and moves nothing', () => {
    expect(told('note')).toMatchObject({ handled: true, moved: false });
    expect(told('stay')).toMatchObject({ handled: true, moved: false });
  });

  it('A state entered again has moved', () => {
    expect(told('again')).toEqual({ handled: true, moved: true, decisions: [{ event: 'again', from: ['m.open'], to: ['m.open'] }] });
  });
});

describe('A fault in a definition', () => {
  const fails = (): never => { throw new Error('secret of a customer'); };
  const later = (): never => Promise.reject(new Error('too late')) as never;
  const at = (config: object): AnyStateMachine => createMachine({ id: 'm', context: {}, initial: 'a', states: { a: config, b: {} } } as object);
  it.each<[string, AnyStateMachine, string]>([
    ['a guard that throws', at({ on: { go: { guard: fails, target: 'b' } } }), 'm.a'],
    ['a guard that is async', at({ on: { go: { guard: later, target: 'b' } } }), 'm.a'],
    ['a guard that returns nothing', at({ on: { go: { guard: () => undefined, target: 'b' } } }), 'm.a'],
    ['an assign that throws', at({ on: { go: { actions: assign(fails) } } }), 'm.a'],
    ['an assign that is async', at({ on: { go: { actions: assign(later) } } }), 'm.a'],
    ['an assign that returns nothing', at({ on: { go: { actions: assign(() => undefined as never) } } }), 'm.a'],
    ['an assign of one fact that is async', at({ on: { go: { actions: assign({ n: later }) } } }), 'm.a'],
    ['params that throw', at({ on: { go: { actions: { type: 'send', params: fails } } } }), 'm.a'],
    ['a raise whose event throws', at({ on: { go: { actions: raise(fails) } } }), 'm.a'],
    ['a raise whose event is async', at({ on: { go: { actions: raise(later) } } }), 'm.a'],
    ['a raise of what is no event', at({ on: { go: { actions: raise((() => ({ data: 1 })) as never) } } }), 'm.a'],
    ['a raise whose delay is async', at({ on: { go: { actions: raise({ type: 'x' }, { delay: later }) } } }), 'm.a'],
    ['an emit that is async', at({ on: { go: { actions: emit(later) } } }), 'm.a'],
    ['a log that is async', at({ on: { go: { actions: log(later) } } }), 'm.a'],
    ['a cancel that is async', at({ on: { go: { actions: cancel(later) } } }), 'm.a'],
    ['an always guard that throws', at({ on: { go: { actions: [] } }, always: { guard: ({ event: { type } }: never) => type === 'go' && fails(), target: 'b' } }), 'm.a'],
    ['a named guard that is async', setup({ guards: { vip: later } }).createMachine({ id: 'm', on: { go: { guard: 'vip', actions: [] } } }), 'vip'],
    ['a named assign that throws', setup({ actions: { remember: assign(fails) } }).createMachine({ id: 'm', context: {}, on: { go: { actions: 'remember' } } }), 'remember'],
    ['an output that throws', createMachine({ id: 'm', initial: 'a', states: { a: { on: { go: 'end' } }, end: { type: 'final' } }, output: fails }), 'm'],
  ])('%s is refused with the place where it stands, and no word of a customer', (_, machine, path) => {
    const error = refusal(() => step(machine, { status: 'active', value: Object.keys(machine.states).length > 0 ? 'a' : {}, context: {} }, event('go')));
    expect([error.code, error.facts.path]).toEqual(['DefinitionFault', path]);
    expect(error.message + JSON.stringify(error.facts)).not.toContain('secret');
  });

  it('A start whose facts cannot be made is refused, where XState keeps the error in the snapshot', () => {
    expect(refusal(() => startStep(createMachine({ id: 'm', context: fails }), undefined))).toMatchObject({ code: 'DefinitionFault', facts: { path: 'm', part: 'context' } });
  });

  it('A refused step leaves the snapshot as it was, so that the next event is decided from it', () => {
    const machine = at({ on: { go: { guard: fails, target: 'b' }, close: 'b' } });
    const { snapshot } = startStep(machine, undefined);
    refusal(() => step(machine, snapshot, event('go')));
    expect(step(machine, snapshot, event('close')).snapshot.value).toBe('b');
  });

  it('Facts that are frozen cannot be changed behind the step', () => {
    const machine = at({ on: { go: { actions: assign(({ context }) => { (context as { n?: number }).n = 1; return {}; }) } } });
    const frozen: StoredSnapshot = { status: 'active', value: 'a', context: Object.freeze({}) };
    expect(refusal(() => step(machine, frozen, event('go'))).code).toBe('DefinitionFault');
  });
});

it('The machine handed in is not changed by deciding with it', () => {
  const machine = createMachine({ id: 'm', initial: 'a', states: { a: { entry: raise({ type: 'go' }), on: { go: { guard: () => true, target: 'b' } } }, b: {} } });
  const [entry, maxIterations] = [machine.states['a']?.entry[0], machine.options.maxIterations];
  startStep(machine, undefined);
  expect([machine.states['a']?.entry[0], machine.options.maxIterations]).toEqual([entry, maxIterations]);
});

it('A custom id with dots in it can be remembered and restored', () => {
  const machine = createMachine({ id: 'm', initial: 'calm', states: { calm: { id: 'state.of.calm', on: { go: 'away' } }, away: { on: { back: 'busy' } }, busy: { initial: 'x', states: { x: { id: 'deep.x', on: { next: 'y' } }, y: { id: 'deep.y', on: { out: '#m.away' } }, h: { type: 'history' } } } }, on: { resume: '.busy.h' } });
  let { snapshot } = startStep(machine, undefined);
  for (const type of ['go', 'back', 'next', 'out', 'resume']) ({ snapshot } = step(machine, JSON.parse(JSON.stringify(snapshot)) as StoredSnapshot, event(type)));
  expect(snapshot.value).toEqual({ busy: 'y' });
});

it('Regions that moved in another order than they are written keep it, however the store sorts its keys', () => {
  const region = { initial: 'x', states: { x: {}, y: {} } };
  const machine = setup({ actions: { note: () => undefined } }).createMachine({
    id: 'm', type: 'parallel',
    states: { a: { ...region, on: { 'move a': '.y', both: { actions: { type: 'note', params: 'a' } } } }, b: { ...region, on: { 'move b': '.y', both: { actions: { type: 'note', params: 'b' } } } } },
  } as object);
  const begun = startStep(machine, undefined);
  const moved = step(machine, begun.snapshot, event('move a'));
  const again = step(machine, { ...JSON.parse(JSON.stringify(moved.snapshot)) as StoredSnapshot }, event('both'));
  expect(moved.snapshot.order).toEqual(['m', 'm.a', 'm.b', 'm.b.x', 'm.a.y']);
  expect(again.effects).toEqual(step(machine, moved.snapshot, event('both')).effects);
});
