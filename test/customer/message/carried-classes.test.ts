import { describe, expect, test } from 'vitest';
import { classesHeard, classesOf, watchFacts } from '../../../src/customer/message/carried-classes.js';
import { declarationOf } from '../../../src/customer/journey-book.js';
import type { StepEvent } from '../../../src/journey/step/step-contract.js';
import { pledge } from '../plain-journey.js';
import { ann, plainFact, plainRun } from '../plain-turn.js';

const wanting = { type: 'a', data: {}, at: 1, intent: { name: 'divorce' } };

describe('what words are made of', () => {
  test.each<readonly [string, StepEvent, boolean]>([
    ['an event without data', { type: 'a', data: {}, at: 1 }, false],
    ['an event with data', { type: 'a', data: { name: 'Ann' }, at: 1 }, true],
    ['an event of a conversation, which has a name of its own', { type: 'a', data: {}, at: 1, via: { channel: 'mail', conversation: 'ann@example.org' } }, true],
    ['an event of a channel', { type: 'a', data: {}, at: 1, via: { channel: 'mail', thread: 't1' } }, false],
    ['an event of which is known what the customer wants', wanting, true],
    ['a time that is over', { timer: { id: 'x', event: { type: 'xstate.after.1' } } }, false],
    ['a delayed event without data', { timer: { id: 'x', event: { type: 'a', data: {} } } }, false],
    ['a delayed event with data', { timer: { id: 'x', event: { type: 'a', name: 'Ann' } } }, true],
    ['an answer that says nothing', { done: { invokeId: 'x', output: undefined } }, false],
    ['an answer', { done: { invokeId: 'x', output: 0 } }, true],
    ['a failure, in words of the host', { failed: { invokeId: 'x', error: { code: 'Failed', message: 'no Ann' } } }, true],
  ])('%s', (_, heard, isPersonal) => {
    expect(classesHeard({ heard })).toEqual(isPersonal ? ['personal'] : []);
  });

  test('what a journey was told as it began keeps its class', () => {
    const event = { type: 'a', data: {}, at: 1 };
    expect(classesHeard({ heard: event, begins: { event, known: { health: { ...plainFact('ill'), dataClass: 'sensitive' } } } })).toEqual(['sensitive']);
  });

  test('a fact that is kept and not declared is personal', () => {
    const run = plainRun(ann, 'pledge');
    expect(classesOf(declarationOf(pledge), { ...run, snapshot: { ...run.snapshot, context: { undeclared: 1 } } }, new Set(['undeclared', 'toJSON']))).toEqual(['personal']);
  });

  test('a fact is read by whichever way a text takes to it', () => {
    const reads = (way: (facts: Readonly<Record<string, unknown>>) => unknown): readonly string[] => {
      const { facts, read } = watchFacts({ name: 'Ann', about: 'the lamp' });
      way(facts);
      return [...read];
    };
    expect(reads((facts) => facts['name'])).toEqual(['name']);
    expect(reads((facts) => Object.getOwnPropertyDescriptor(facts, 'name')?.value)).toEqual(['name']);
    for (const way of [JSON.stringify, Object.values, (facts: object) => ({ ...facts })]) expect(reads(way)).toEqual(expect.arrayContaining(['about', 'name']));
  });
});
