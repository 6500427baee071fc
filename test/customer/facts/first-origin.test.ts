import { expect, test } from 'vitest';
import { firstOrigin } from '../../../src/customer/facts/first-origin.js';
import type { CarriedFact } from '../../../src/customer/customer-state.js';
import { plainFact } from '../plain-turn.js';

const now = { at: 50, event: 'journey.started', channel: 'chat', thread: 'c-ann/t1' };
const touch = { ...now, event: 'order.placed' };
const size: CarriedFact = { ...plainFact('M'), dataClass: 'personal' };

const origin = (data: unknown, fact: { readonly name: string; readonly value: unknown }, more: { readonly known?: { readonly [fact: string]: CarriedFact }; readonly verified?: true } = {}) =>
  firstOrigin({ event: { type: 'order.placed', data, at: 50 }, known: more.known ?? {} }, fact, { ...now, ...(more.verified === true && { verified: true }) });

test('a fact that the entry event says comes from there, whatever it is called there, and is carried on', () => {
  expect(origin({ chosen: 'M' }, { name: 'size', value: 'M' })).toStrictEqual({ origin: touch, carries: true });
});

test('a proven contact proves what its event says, and nothing else', () => {
  expect(origin({ chosen: 'M' }, { name: 'size', value: 'M' }, { verified: true })).toStrictEqual({ origin: { ...touch, verified: true }, carries: true });
  expect(origin({ chosen: 'M' }, { name: 'size', value: 'L' }, { verified: true })).toStrictEqual({ origin: touch, carries: false });
});

test('a fact said again keeps the class under which it was known', () => {
  expect(origin({ chosen: 'L' }, { name: 'size', value: 'L' }, { known: { size } })).toStrictEqual({ origin: { ...touch, dataClass: 'personal' }, carries: true });
});

test('a fact that was known before and is the same keeps its own touchpoint, and one that is another does not', () => {
  expect(origin({}, { name: 'size', value: 'M' }, { known: { size } })).toStrictEqual({ origin: { ...size.origin, dataClass: 'personal' }, carries: false });
  expect(origin({}, { name: 'size', value: 'L' }, { known: { size } })).toStrictEqual({ origin: touch, carries: false });
});

test('an object is the same fact where it says the same', () => {
  const value = { colour: 'red' };
  expect(origin({ chosen: { ...value } }, { name: 'size', value }).carries).toBe(true);
  expect(origin({ chosen: { colour: 'blue' } }, { name: 'size', value }).carries).toBe(false);
  expect(origin({ chosen: '{"colour":"red"}' }, { name: 'size', value }).carries).toBe(false);
});

test('what the event leaves empty is nobody’s word, and an event that says nothing says no fact', () => {
  expect(origin({ chosen: null }, { name: 'size', value: null }).carries).toBe(false);
  expect(origin(null, { name: 'size', value: 'M' }).carries).toBe(false);
  expect(origin('M', { name: 'size', value: 'M' }).carries).toBe(false);
});
