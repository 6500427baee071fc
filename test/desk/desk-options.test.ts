import { expect, test } from 'vitest';
import { createDesk, defineAgent, type DeskOptions } from 'throughline/desk';
import { createMemoryAgents } from 'throughline/testing';
import { refusalOf } from '../model/refusal-of.js';

const calendar = { timeZone: 'Europe/Vienna', open: [] };
const firstReply = { name: 'a', targets: { 'first-reply': { ms: 60_000, hours: 'nope' } } };

test.each([
  ['desk', null], ['desk', 'x'], ['queuess', { queuess: {} }], ['prefer', { prefer: 'x' }], ['agents', { agents: {} }], ['queue', { queue: {} }], ['tickMs', { tickMs: -1 }], ['tickMs', { tickMs: Number.NaN }], ['returnMs', { returnMs: -1 }],
  ['queues.orders', { queues: { orders: null } }], ['queues.orders.offer', { queues: { orders: { offer: 1 } } }], ['queues.orders.match.offer', { queues: { orders: { match: { offer: 1 } } } }], ['queues.orders.alerts.0.raiseAt', { queues: { orders: { alerts: [{ name: 'a', of: 'waiting', bad: 'high', clearAt: 1 }] } } }],
  ['queues.orders.overflow.0.to', { queues: { orders: { overflow: [{ afterMs: 1, to: 'orders' }] } } }],
  ['promises.policies.0.name', { promises: { policies: [{ targets: {} }] } }], ['promises.policies.0.targets.first-reply.hours', { promises: { policies: [firstReply] } }], ['promises.hour', { promises: { policies: [], hour: {} } }],
  ['promises.hours.nope.open', { promises: { policies: [firstReply], hours: { nope: calendar } } }], ['schedules.late.open', { schedules: { late: calendar } }], ['schedules.late.timeZone', { schedules: { late: { ...calendar, timeZone: 'Europe/Nowhere' } } }], ['assist.to', { assist: { to: {} } }],
])('a desk that cannot be meant as written is refused, with the place: %s', (path, options) => {
  const refusal = refusalOf(() => createDesk(options as DeskOptions));
  expect([refusal.code, refusal.facts['path']]).toEqual([path.endsWith('timeZone') ? 'InvalidTimeZone' : 'InvalidOptions', path]);
  if (refusal.code === 'InvalidOptions') expect(refusal.message).toContain(path);
});

test('a desk takes each option that it has, and those that are absent', () => {
  expect(() => createDesk({ queues: { a: { overflow: [{ afterMs: 1, to: 'b' }] } }, agents: createMemoryAgents(), prefer: () => [], schedules: {}, promises: { policies: [] }, tickMs: 1, returnMs: 0 })).not.toThrow();
});

test('an agent has whole places on a channel, and no half ones', () => {
  const refusal = refusalOf(() => defineAgent({ id: 'ann', queues: { bills: 1 }, capacity: { perChannel: { chat: 1.5 } } }));
  expect([refusal.code, refusal.facts['path']]).toEqual(['InvalidOptions', 'agent.capacity.perChannel.chat']);
});
