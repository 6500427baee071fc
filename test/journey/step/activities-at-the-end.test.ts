import { expect, it } from 'vitest';
import { assign, createMachine } from 'xstate';
import { startStep, step } from '../../../src/journey/step/step.js';
import type { StoredSnapshot } from '../../../src/journey/step/step-contract.js';
import { event, refusal } from './step-words.js';

/** Asks twice, the second name before the first in the alphabet, and ends while both are at work. */
const machine = createMachine({
  context: { notes: 0 }, initial: 'asking',
  states: { asking: { invoke: [{ id: 'weigh', src: 'scales' }, { id: 'ask', src: 'shop' }], on: { enough: '#over', noted: { actions: assign({ notes: ({ context }) => context.notes + 1 }) } } }, over: { id: 'over', type: 'final' } },
});
const calledOff = (stored: StoredSnapshot): readonly unknown[] => step(machine, stored, event('enough')).effects.flatMap((effect) => (effect.type === 'activity.cancel' ? [effect.invokeId] : []));
const begun = startStep(machine, undefined).snapshot;
const sorted = (snapshot: StoredSnapshot): StoredSnapshot => ({ ...snapshot, invoked: Object.fromEntries(Object.entries(snapshot.invoked ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))) });

it('the activities that are at work at the end are called off in the order in which they began, however a store sorts keys', () => {
  expect([begun, JSON.parse(JSON.stringify(begun)) as StoredSnapshot, sorted(begun)].map(calledOff)).toEqual([['weigh', 'ask'], ['weigh', 'ask'], ['weigh', 'ask']]);
});

it('and go on being so when something else happens first', () => {
  const between = step(machine, sorted(begun), event('noted')).snapshot;
  expect([between, sorted(between)].map(calledOff)).toEqual([['weigh', 'ask'], ['weigh', 'ask']]);
});

it('a snapshot of before that order was kept has them in the order of its keys', () => {
  const { began, ...before } = begun;
  expect(began).toEqual(['weigh', 'ask']);
  expect(calledOff(before)).toEqual(['weigh', 'ask']);
});

it.each([[[]], [['weigh']], [['weigh', 'weigh']], [['weigh', 'toString']], [['weigh', 'ask', 'more']], ['weigh'], [7]])('an order that does not fit what is at work is refused: %j', (began) => {
  expect(refusal(() => calledOff({ ...sorted(begun), began } as never)).code).toBe('DefinitionFault');
});
