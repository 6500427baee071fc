import { describe, expect, test } from 'vitest';
import { checkKeys } from '../../../src/journey/check/check-keys.js';
import type { WrittenState } from '../../../src/journey/check/written-state.js';

const said = (config: unknown, path: readonly string[] = ['open']) => checkKeys([{ id: 'journey', path, config } as WrittenState]).map(({ severity, sentence }) => `${severity} ${sentence}`);
const inState = "known are 'id', 'type', 'description', 'tags', 'meta', 'history', 'target', 'initial', 'entry', 'invoke', 'on', 'after', 'always', 'onDone', 'exit', 'output', 'states'";
const every = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, {}]));

describe('what may stand in a definition is let through:', () => {
  test('each key of a state', () => {
    expect(said(every(['id', 'type', 'description', 'tags', 'meta', 'history', 'target', 'initial', 'entry', 'exit', 'output', 'states', 'key', 'order', 'version', 'route']))).toEqual([]);
    expect(said({ on: {}, after: {}, always: [], onDone: [], invoke: [] })).toEqual([]);
  });

  test('each key of the journey itself, and in no state', () => {
    const ofRoot = ['context', 'types', 'schemas', 'options'];
    expect(said(every(ofRoot), [])).toEqual([]);
    expect(said(every(ofRoot))).toHaveLength(ofRoot.length);
  });

  test('each key of a transition and of a call', () => {
    expect(said({ on: { go: { guard: 'g', target: 'x', actions: [], reenter: true, description: 'd', meta: {} } } })).toEqual([]);
    expect(said({ invoke: { src: 's', id: 'i', input: {}, onDone: 'x', onError: 'y', description: 'd', meta: {}, systemId: 's', onSnapshot: {} } })).toEqual([]);
  });

  test('a key that holds nothing, and what is no state at all', () => {
    expect(said({ cond: undefined })).toEqual([]);
    expect(said('open')).toEqual([]);
    expect(said({ invoke: 'look' })).toEqual([]);
    expect(said(undefined)).toEqual([]);
  });
});

describe('a slip of the pen is refused with the word that was meant:', () => {
  test('in a state', () => {
    expect(said({ onEntry: [] })).toEqual(["refuse has a key 'onEntry' that no state has; write 'entry'"]);
    expect(said({ onExit: [] })).toEqual(["refuse has a key 'onExit' that no state has; write 'exit'"]);
    expect(said({ Always: [] })).toEqual(["refuse has a key 'Always' that no state has; write 'always'"]);
    expect(said({ colour: 1 })).toEqual([`refuse has a key 'colour' that no state has; ${inState}`]);
    // a word of transitions, which a state has not
    expect(said({ cond: 1 })).toEqual([`refuse has a key 'cond' that no state has; ${inState}`]);
    expect(said({ internal: 1 })).toEqual([`refuse has a key 'internal' that no state has; ${inState}`]);
  });

  test('in the journey itself', () => {
    expect(said({ colour: 1 }, [])).toEqual([`refuse has a key 'colour' that no state has; ${inState}, 'context'`]);
  });

  test('in a transition', () => {
    const known = "known are 'guard', 'target', 'actions', 'reenter', 'description', 'meta'";
    expect(said({ on: { go: { target: 'x', cond: 'g' } } })).toEqual(["refuse has a transition with 'cond', which no transition has; write 'guard'"]);
    expect(said({ on: { go: { internal: true } } })).toEqual(["refuse has a transition with 'internal', which no transition has; write 'reenter'"]);
    expect(said({ on: { go: [{ colour: 1 }] } })).toEqual([`refuse has a transition with 'colour', which no transition has; ${known}`]);
    expect(said({ on: { go: { onEntry: [] } } })).toEqual([`refuse has a transition with 'onEntry', which no transition has; ${known}`]);
  });

  test('in a call, one of several too', () => {
    const known = "known are 'src', 'id', 'input', 'onDone', 'onError'";
    expect(said({ invoke: [{ src: 'a' }, { src: 'b', ondone: 'x' }] })).toEqual(["refuse calls an activity with 'ondone', which no call has; write 'onDone'"]);
    expect(said({ invoke: { src: 'a', colour: 1 } })).toEqual([`refuse calls an activity with 'colour', which no call has; ${known}`]);
  });

  test('once, and cut where it is long', () => {
    expect(said({ on: { go: { cond: 1 }, stay: { cond: 1 } } })).toHaveLength(1);
    expect(said({ ['x'.repeat(300)]: 1 })[0]).toContain(`'${'x'.repeat(100)}'`);
  });
});
