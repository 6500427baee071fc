import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentAtWork, Holding } from '../../../src/model/agent-at-work.js';
import { defineAgent } from '../../../src/model/agent.js';
import { isOverloaded, roomFor, spareShare } from '../../../src/routing/agents/agent-room.js';
import { runsOf } from '../../full-size.js';
import { refusalOf } from '../../model/refusal-of.js';
import { someAgent, someCapacity } from './some-agent.js';

const at = (channel: string, status: Holding['status'] = 'active'): Holding => ({ item: `${channel} ${status}`, channel, status });

describe('how much one agent does at once (care-rules 3.4)', () => {
  test('three chats and no more, and none of what they do not do', () => {
    const ann = someAgent('ann');
    expect(roomFor(ann, 'chat')).toBeUndefined();
    expect(roomFor({ ...ann, holding: [at('chat'), at('chat')] }, 'chat')).toBeUndefined();
    expect(roomFor({ ...ann, holding: [at('chat'), at('chat'), at('chat')] }, 'chat')).toBe('channel-full');
    expect([roomFor(ann, 'call'), roomFor(ann, 'constructor')]).toEqual(['not-on-channel', 'not-on-channel']);
  });
  test('an offer that is not answered yet, and the work after a contact, hold their place', () => {
    const ann = someAgent('ann', { capacity: { perChannel: { chat: 1 } } });
    for (const status of ['offered', 'active', 'paused', 'wrap-up'] as const) expect(roomFor({ ...ann, holding: [at('chat', status)] }, 'chat')).toBe('channel-full');
  });
  test('a call weighs as much as all else together, where contacts are weighed', () => {
    const bob = someAgent('bob', { capacity: { units: { total: 5, weights: { email: 1, chat: 2, call: 5 } } } });
    expect(roomFor(bob, 'call')).toBeUndefined();
    expect(roomFor({ ...bob, holding: [at('email')] }, 'call')).toBe('units-full');
    expect(roomFor({ ...bob, holding: [at('chat'), at('chat')] }, 'email')).toBeUndefined();
    expect(roomFor({ ...bob, holding: [at('chat'), at('chat')] }, 'chat')).toBe('units-full');
    expect(spareShare({ ...bob, holding: [at('chat'), at('email')] })).toBeCloseTo(0.4);
  });
  test('a mail may be put aside for a call, and a call for nothing', () => {
    const cleo = someAgent('cleo', { capacity: { perChannel: { email: 5, call: 2, chat: 1 }, interrupts: { call: [], email: ['call', 'chat'] } } });
    expect(roomFor({ ...cleo, holding: [at('email')] }, 'call')).toBeUndefined();
    expect(roomFor({ ...cleo, holding: [at('call')] }, 'chat')).toBe('not-interruptible');
    expect(roomFor({ ...cleo, holding: [at('email'), at('call')] }, 'chat')).toBe('not-interruptible');
    // of the same kind only the number counts; a channel that is not named may be put aside for any
    expect(roomFor({ ...cleo, holding: [at('call')] }, 'call')).toBeUndefined();
    expect(roomFor({ ...cleo, holding: [at('chat')] }, 'call')).toBeUndefined();
  });
  test('a thread that rests gives its place back where the host says so, and that it then goes on over the limit can be seen', () => {
    const dan = someAgent('dan', { capacity: { perChannel: { chat: 1 }, pausedFrees: true }, holding: [at('chat', 'paused')] });
    expect(roomFor(dan, 'chat')).toBeUndefined();
    expect(isOverloaded({ ...dan, holding: [at('chat', 'paused'), at('chat')] })).toBe(false);
    expect(isOverloaded({ ...dan, holding: [at('chat'), at('chat')] })).toBe(true);
  });
  test('who takes nothing has nothing to spare', () => {
    expect(spareShare(someAgent('eve', { capacity: { perChannel: { chat: 0 } } }))).toBe(0);
    expect(roomFor(someAgent('eve', { capacity: { perChannel: { chat: 0 } } }), 'chat')).toBe('not-on-channel');
  });
});

/** Takes whatever there is room for, in any order, ends some and lets some rest. */
const work = fc.array(fc.record({ channel: fc.constantFrom('chat', 'call', 'fax'), ends: fc.option(fc.nat(5), { nil: undefined }), rests: fc.option(fc.nat(5), { nil: undefined }) }), { maxLength: 20 });
const neverOverloaded = (hasRoom: (one: AgentAtWork, channel: string) => boolean) => fc.property(someCapacity, work, (capacity, steps) => {
  let one = someAgent('ann', { capacity: { ...capacity, pausedFrees: false } });
  for (const { channel, ends, rests } of steps) {
    const left = one.holding.filter((_, index) => index !== ends).map((holding, index) => (index === rests ? { ...holding, status: 'paused' as const } : holding));
    one = { ...one, holding: hasRoom({ ...one, holding: left }, channel) ? [...left, at(channel)] : left };
    expect(isOverloaded(one)).toBe(false);
    const count = (of: string): number => one.holding.filter((held) => held.channel === of).length;
    if (capacity.perChannel !== undefined) expect(count('chat') > (capacity.perChannel.chat ?? 0) || count('call') > (capacity.perChannel['call'] ?? 0)).toBe(false);
    if (capacity.units !== undefined) expect(count('chat') * (capacity.units.weights['chat'] ?? Infinity) + (count('call') > 0 ? count('call') * (capacity.units.weights['call'] ?? Infinity) : 0) || 0).toBeLessThanOrEqual(capacity.units.total);
    expect(count('fax')).toBe(0);
  }
});

test('work that comes by itself is never more than an agent can do (care-rules section 4, 6)', () => {
  fc.assert(neverOverloaded((one, channel) => roomFor(one, channel) === undefined), { numRuns: runsOf({ ci: 1_000, full: 500_000 }) });
  for (const planted of [(one: AgentAtWork, channel: string) => roomFor({ ...one, holding: one.holding.slice(1) }, channel) === undefined, (one: AgentAtWork, channel: string) => ['channel-full', undefined].includes(roomFor(one, channel))]) {
    expect(fc.check(neverOverloaded(planted), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
  }
});

test('an agent that makes no sense is refused by name', () => {
  const ann = { id: 'ann', queues: {}, capacity: { perChannel: { chat: 1 } } };
  for (const [path, but] of [
    ['agent.capacity', { capacity: {} }], ['agent.capacity.perChannel.chat', { capacity: { perChannel: { chat: -1 } } }], ['agent.queues.orders', { queues: { orders: 7 } }],
    ['agent.skills.german.level', { skills: { german: { level: 6 } } }], ['agent.shifts.0', { shifts: [{ from: 2, until: 1 }] }], ['agent.id', { id: '' }],
  ] as const) {
    const refusal = refusalOf(() => defineAgent({ ...ann, ...but }));
    expect([refusal.code, refusal.facts['path']]).toEqual(['InvalidOptions', path]);
  }
});
