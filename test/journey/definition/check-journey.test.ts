import { describe, expect, it } from 'vitest';
import { JourneyError } from 'throughline';
import { adopt, define, refusals } from './parcel-declaration.js';
import { everythingAllowed, refusedMachines } from './refused-machines.js';

describe('a journey that could go wrong is refused when it is defined', () => {
  it.each(refusedMachines)('$name', ({ config = {}, own = {}, sentence }) => {
    const said = refusals(() => define({ config, own }));
    expect(said.some((refusal) => refusal.includes(sentence)), said.join('\n')).toBe(true);
  });

  it('a sound journey is defined, with every effect and everything XState decides within a step', () => {
    expect(refusals(() => define(everythingAllowed))).toEqual([]);
    expect(define(everythingAllowed).journey.warnings).toEqual([]);
  });

  it('everything that is wrong is told at once, with the places as data', () => {
    const config = { states: { waiting: { entry: 'ring', on: { 'chat.over': 'over' }, after: { 1000: 'over' } }, over: { type: 'final' }, lost: { type: 'final' } } };
    const said = refusals(() => define({ config, declaration: { version: 0 } }));
    expect(said).toHaveLength(4);
    expect(() => define({ config })).toThrowError(expect.toSatisfy((error: unknown) => JourneyError.is(error, 'InvalidDefinition') && error.facts['journey'] === 'parcel-help' && error.facts.paths?.includes('lost') === true));
  });

  it.each([[20, ''], [21, '- and 1 more'], [40, '- and 20 more']])('of %d mistakes the message tells twenty and counts the rest; the error has them all', (count, rest) => {
    const lost = Object.fromEntries(Array.from({ length: count }, (_, index) => [`lost${index}`, { type: 'final' }]));
    const config = { states: { waiting: { after: { 1000: 'over' } }, over: { type: 'final' }, ...lost } };
    expect(refusals(() => define({ config }))).toHaveLength(count);
    expect(() => define({ config })).toThrowError(expect.toSatisfy((error: Error) => error.message.split('\n- ').length === 1 + Math.min(count, 21) && error.message.includes(rest)));
  });

  it('one slip is told once', () => {
    const remember = { type: 'remember', params: { facts: ['orderNumber'] } };
    for (const on of [{ 'order.numbred': { actions: remember, target: 'over' } }, { 'chat.ended': 'nowhere' }, { 'chat.ended': { tagret: 'over' } }])
      expect(refusals(() => define({ config: { states: { waiting: { on, after: { 1000: 'over' } }, over: { type: 'final' } } } }))).toHaveLength(1);
  });

  it('a state is never taken for a part of the sentence', () => {
    const config = { initial: 'with a person', states: { 'with a person': { entry: () => {}, after: { 1000: 'over' } }, over: { type: 'final' } } };
    expect(refusals(() => define({ config }))).toEqual([expect.stringMatching(/^state 'with a person' has an action that is a plain function/)]);
  });

  it('an adopted machine is checked by the same rules', () => {
    for (const { config = {}, own, sentence } of refusedMachines.filter((machine) => machine.own === undefined)) {
      if (own !== undefined || isRefusedByXState(sentence)) continue;
      expect(refusals(() => adopt(config)).join('\n')).toContain(sentence);
    }
  });
});

describe('what is doubtful is said, not refused', () => {
  it('a wait with no time-out', () => {
    const { warnings } = define({ config: { states: { waiting: { on: { 'chat.ended': 'over' } }, over: { type: 'final' } } } }).journey;
    expect(warnings).toEqual(["state 'waiting' waits for 'chat.ended' with no time-out; only the time to live ends it. Add an 'after'"]);
  });

  it('a time-out around a state counts for the state', () => {
    const box = { initial: 'in', after: { 1000: 'over' }, states: { in: { on: { 'chat.ended': '#parcel-help.over' } } } };
    expect(define({ config: { initial: 'box', states: { box, over: { type: 'final' } } } }).journey.warnings).toEqual([]);
  });

  it('a state that rests until an exit event', () => {
    const config = { states: { waiting: { after: { 1000: 'resting' } }, resting: {} } };
    const { warnings } = define({ config, declaration: { exit: [{ on: 'chat.ended', when: 'step', reason: 'ended' }] } }).journey;
    expect(warnings).toEqual([expect.stringContaining("state 'resting' is a dead end")]);
  });

  it.each([
    ['two states that send each other on after no time', {}, { a: { after: { 0: 'b' } }, b: { after: { 0: 'a' }, on: { 'chat.ended': 'over' } } }, 2],
    ['the same by the name of a delay, and at once', { delays: { soon: 0 } }, { a: { after: { soon: 'b' }, on: { 'chat.ended': 'over' } }, b: { always: 'a' } }, 1],
    ['a state that begins again after no time', {}, { a: { after: { 0: { target: 'a', reenter: true } }, on: { 'chat.ended': 'over' } } }, 1],
    ['a delay of 0 that leads on', {}, { a: { after: { 0: 'b' } }, b: { after: { 5: 'a' }, on: { 'chat.ended': 'over' } } }, 0],
    ['a delay of 0 with a question', {}, { a: { after: { 0: 'b' } }, b: { after: { 0: { guard: () => true, target: 'a' } }, on: { 'chat.ended': 'over' } } }, 0],
  ])('%s', (_, own, states, count) => {
    const { warnings } = define({ own, config: { initial: 'a', states: { ...states, over: { type: 'final' } } } }).journey;
    expect(warnings.filter((warning) => /^state '[ab]' comes back to itself after a delay of 0/.test(warning))).toHaveLength(count);
  });

  it('a history that nothing returns to', () => {
    const box = { initial: 'in', states: { in: { after: { 1: '#parcel-help.over' } }, back: { type: 'history' } } };
    expect(define({ config: { initial: 'box', states: { box, over: { type: 'final' } } } }).journey.warnings).toEqual([expect.stringContaining("state 'box.back' is a history that nothing returns to")]);
  });

  it('an activity whose failure is met only under conditions', () => {
    const waiting = { invoke: { src: 'findOrder', input: {}, onDone: 'over', onError: { guard: () => true, target: 'over' } } };
    expect(define({ config: { states: { waiting, over: { type: 'final' } } } }).journey.warnings).toEqual([expect.stringContaining('only guarded transitions in onError')]);
  });

  it('a fact that only some of the events bring', () => {
    const waiting = { on: { '*': { actions: { type: 'remember', params: { facts: ['orderNumber'] } }, target: 'over' } }, after: { 1: 'over' } };
    expect(define({ config: { states: { waiting, over: { type: 'final' } } } }).journey.warnings).toEqual([expect.stringContaining("remembers 'orderNumber', which 'chat.started', 'chat.ended', 'call.ended' does not have")]);
  });
});

/** XState refuses to make such a machine at all, so nobody can hand it over */
const isRefusedByXState = (sentence: string): boolean => ["leads to 'nowhere'", "leads to 'over'", "leads to '.b'", 'not the name of a state', "write 'guard'", "'#nobody'", "no 'initial'", 'inside itself', 'is not a state'].some((part) => sentence.includes(part));
