import { and, assign, not, or, stateIn } from 'xstate';
import { describe, expect, it } from 'vitest';
import { drawJourney } from '../../../src/journey/draw-journey.js';
import { effectInWords, plainWords } from '../../../src/journey/label-words.js';
import { define, type Bent } from './parcel-declaration.js';

describe('an effect in a few words', () => {
  it.each<[string, Bent | undefined, string]>([
    ['send', { channel: 'sms', template: 'greeting' }, 'send greeting by sms'], ['send', { channel: 'best', template: 'greeting' }, 'send greeting by the best channel'], ['send', { channel: 'sms', text: 'Hello' }, 'send a text by sms'],
    ['remember', { facts: ['name', 'question'] }, 'remember name, question'], ['remember', { facts: 'name' }, 'remember name'], ['handoff', { queue: 'front desk', reason: 'x' }, 'hand off to front desk'], ['startJourney', { journey: 'survey' }, 'start survey'],
    ['schedule', { name: 'later', event: 'order.reminded' }, 'schedule order.reminded'], ['record', { metric: 'orders' }, 'record orders'], ['promise', { name: 'call back' }, 'promise call back'], ['promise', {}, 'promise'],
    ['keepPromise', { name: 'call back' }, 'keep promise call back'], ['attempt', { words: 'secret' }, 'note what was tried'], ['crm.openCase', { subject: 'x' }, 'crm.openCase'], ['send', undefined, 'send a text by'], ['send', { channel: 5, template: ['a'] }, 'send a text by'],
  ])('%s with %j', (type, params, words) => {
    expect(effectInWords({ type, ...(params !== undefined && { params }) })?.trim()).toBe(words);
  });

  it('what is no effect has no words', () => {
    expect([effectInWords(undefined), effectInWords(5), effectInWords({})]).toEqual([undefined, undefined, undefined]);
  });

  it('a label never holds a sign that would end it, nor more than it can show', () => {
    expect(plainWords('  a: "b";\n{c} <d>\u0000 --e  ')).toBe('a b c d - -e');
    expect(plainWords('x'.repeat(100))).toBe('x'.repeat(80));
  });
});

describe('a question in a few words', () => {
  const label = (guard: unknown, own: Bent = {}): string => {
    const journey = define({ own: { guards: { patient: () => true, old: () => false }, ...own }, config: { states: { waiting: { on: { 'chat.ended': { guard, target: 'over' } }, after: { 1000: 'over' } }, over: { type: 'final' } } } });
    return drawJourney(journey).split('\n').find((line) => line.includes('chat.ended'))?.split(' : ')[1] ?? '';
  };

  it.each<[string, unknown, string]>([
    ['by its name', 'patient', 'chat.ended [patient]'], ['with params', { type: 'patient', params: { more: 1 } }, 'chat.ended [patient]'], ['written on the spot', () => true, 'chat.ended [if]'], ['both', and(['patient', 'old']), 'chat.ended [and patient, old]'],
    ['either', or(['patient', not('old')]), 'chat.ended [or patient, not old]'], ['where the journey is', stateIn('over'), 'chat.ended [in over]'],
  ])('%s', (_, guard, words) => {
    expect(label(guard)).toBe(words);
  });

  it('a fact that is worked out is no effect to speak of', () => {
    const journey = define({ config: { states: { waiting: { entry: assign({}), on: { 'chat.ended': 'over' }, after: { 1000: 'over' } }, over: { type: 'final' } } } });
    expect(drawJourney(journey)).not.toContain('assign');
  });
});
