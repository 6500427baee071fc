import fc from 'fast-check';
import type { AgentAtWork, Holding, Presence } from '../../../src/model/agent-at-work.js';
import { defineAgent, type AgentOptions } from '../../../src/model/agent.js';
import type { Capacity } from '../../../src/model/capacity.js';
import type { AgentAsked } from '../../../src/routing/agents/agent-asked.js';

/** An agent of the queue `orders` who is free for chats, but for what is said. */
export const someAgent = (id: string, but: Partial<Omit<AgentOptions, 'id'>> & Partial<Omit<AgentAtWork, 'agent'>> = {}): AgentAtWork => {
  const { presence = 'available', holding = [], idleSince = 0, offeredAt, ...options } = but;
  return { agent: defineAgent({ id, queues: { orders: 1 }, capacity: { perChannel: { chat: 3 } }, ...options }), presence, holding, idleSince, ...(offeredAt !== undefined && { offeredAt }) };
};

/** A value that is mostly the usual one, so that enough agents come through. */
const mostly = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> => fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const someSkill = fc.record({ level: fc.constantFrom(0, 1, 2, 2.5, 3, 5), until: fc.constantFrom(999, 1_000, 1_001) }, { requiredKeys: ['level'] });
const someHolding: fc.Arbitrary<Holding> = fc.record({ item: fc.constantFrom('a', 'b'), channel: fc.constantFrom('chat', 'call'), status: fc.constantFrom<Holding['status']>('offered', 'active', 'paused', 'wrap-up') });
export const someCapacity: fc.Arbitrary<Capacity> = fc.record({
  perChannel: fc.constantFrom({ chat: 2, call: 1 }, { chat: 1 }, { chat: 0, call: 1 }),
  units: fc.constantFrom({ total: 5, weights: { chat: 2, call: 5 } }, { total: 1, weights: { chat: 0.5 } }),
  interrupts: fc.constantFrom({ call: [] }, { chat: ['call'], call: [] }),
  pausedFrees: fc.boolean(),
}).chain((all) => fc.constantFrom<Capacity>(all, { perChannel: all.perChannel }, { units: all.units, interrupts: all.interrupts }, { perChannel: all.perChannel, pausedFrees: all.pausedFrees }));

/** Agents as of the moment 1,000, many of whom could help with what `someAsked` asks. */
export const someAgents: fc.Arbitrary<readonly AgentAtWork[]> = fc.array(fc.record({
  queues: mostly<AgentOptions['queues']>({ orders: 1 }, fc.constantFrom<AgentOptions['queues'][]>({ orders: 2 }, { orders: 3 }, { bills: 1 }, {})),
  skills: fc.record({ german: someSkill, bills: someSkill }, { requiredKeys: [] }),
  capacity: mostly<Capacity>({ perChannel: { chat: 3, call: 1 } }, someCapacity),
  shifts: mostly<AgentOptions['shifts']>(undefined, fc.constantFrom([{ from: 0, until: 1_000 }], [{ from: 1_000, until: 2_000 }], [{ from: 1_500, until: 2_000 }])),
  presence: mostly<Presence>('available', fc.constantFrom<Presence[]>('busy', 'away', 'not-responding', 'offline')),
  holding: fc.array(someHolding, { maxLength: 3 }),
  idleSince: fc.nat(3),
  offeredAt: fc.option(fc.nat(3), { nil: undefined }),
}), { maxLength: 6 }).map((all) => all.map(({ shifts, offeredAt, ...one }, at) => someAgent(`a${at}`, { ...one, ...(shifts !== undefined && { shifts }), ...(offeredAt !== undefined && { offeredAt }) })));

/** A contact as of the moment 1,000. */
export const someAsked: fc.Arbitrary<AgentAsked> = fc.record({
  queue: fc.constant('orders'), channel: fc.constantFrom('chat', 'chat', 'call'), at: fc.constant(1_000), since: fc.constantFrom(1_000, 990, 980, 960, 1_001),
  skills: fc.subarray([{ skill: 'german', min: 2 }, { skill: 'bills', weight: 3 }]),
  preferred: fc.uniqueArray(fc.record({ agent: fc.constantFrom('a0', 'a1', 'a2', 'gone'), score: fc.constantFrom(0.4, 0.6, 0.9, 1) }), { selector: ({ agent }) => agent, maxLength: 3 }),
  lastAgent: fc.constantFrom('a0', 'a3', 'gone'),
  keptUntil: fc.constantFrom(999, 1_000, 1_001, 1_010),
  refused: fc.array(fc.record({ agent: fc.constantFrom('a0', 'a1'), at: fc.constantFrom(700, 950, 1_000) }), { maxLength: 2 }),
}, { requiredKeys: ['queue', 'channel', 'at', 'since', 'skills'] });
