import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hours } from 'throughline';
import { given } from 'throughline/testing';
import { visit } from './visit.js';

const booked = ['visit.booked', { visit: 'V-7', day: 'Tuesday' }] as const;

test('who confirms is thanked', () => {
  const then = given(visit, booked).when('visit.confirmed', { visit: 'V-7' });
  assert.equal(then.status, 'done');
  assert.deepEqual(then.effects.map(({ type }) => type), ['send']);
});

test('who says nothing for a day is called by a person', () => {
  const then = given(visit, booked).when('time passes', String(hours(24)));
  assert.equal(then.state, 'calling');
  assert.deepEqual(then.effects.map(({ type }) => type), ['handoff']);
});
