import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgentAtWork } from '../../../src/model/agent-at-work.js';
import type { AgentAsked } from '../../../src/routing/agents/agent-asked.js';
import { createAgentPool } from '../../../src/routing/agents/agent-pool.js';
import { chooseAgent } from '../../../src/routing/agents/choose-agent.js';
import type { MatchPolicy } from '../../../src/routing/agents/match-policy.js';
import { runsOf } from '../../full-size.js';
import { someAgents, someAsked } from './some-agent.js';

const criteria = ['preference', 'skill', 'idle', 'spare', 'active', 'turn'] as const;
// lengths are a thousandth of usual ones, so that few moments meet every step
const somePolicy: fc.Arbitrary<MatchPolicy> = fc.record({
  relax: fc.constantFrom<MatchPolicy['relax'][]>([], [{ afterMs: 10, lowerBy: 1 }, { afterMs: 20, drop: ['bills'] }], [{ afterMs: 20 }, { afterMs: 40, drop: 'all' }]),
  rankBy: fc.shuffledSubarray([...criteria]),
  preferredRings: fc.constantFrom<MatchPolicy['preferredRings'][]>([], [{ forMs: 10, atLeast: 0.8 }, { forMs: 15, atLeast: 0.5 }]),
  offerMs: fc.constant(5), askAgainMs: fc.constant(300),
});

/** The rules once more, told here in another way than in the library. */
function mayHave({ relax, preferredRings, askAgainMs }: MatchPolicy, agents: readonly AgentAtWork[], asked: AgentAsked, { agent, presence, holding }: AgentAtWork, isAsked = true): boolean {
  const waited = Math.max(0, asked.at - asked.since);
  const steps = isAsked ? relax.filter(({ afterMs }) => waited >= afterMs).length : 0;
  const ring = agent.queues[asked.queue];
  if (ring === undefined || ring > 1 + steps) return false;
  if (agent.shifts !== undefined && !agent.shifts.some((shift) => asked.at >= shift.from && asked.at < shift.until)) return false;
  if (presence !== 'available') return false;
  for (const { skill, min = 1 } of asked.skills) {
    const past = relax.slice(0, steps);
    if (past.some(({ drop = [] }) => drop === 'all' || drop.includes(skill))) continue;
    const least = past.reduce((level, { lowerBy = 0 }) => level - lowerBy, min);
    const has = agent.skills[skill];
    if (least > 0 && !(has !== undefined && has.level >= least && !(has.until !== undefined && has.until <= asked.at))) return false;
  }
  const { perChannel, units, interrupts, pausedFrees } = agent.capacity;
  if (perChannel !== undefined && !((perChannel[asked.channel] ?? 0) > 0)) return false;
  if (units !== undefined && !(asked.channel in units.weights)) return false;
  if (!isAsked) return true;
  const all = [...holding.filter(({ status }) => pausedFrees !== true || status !== 'paused').map(({ channel }) => channel), asked.channel];
  if (perChannel !== undefined && all.filter((channel) => channel === asked.channel).length > (perChannel[asked.channel] ?? 0)) return false;
  if (units !== undefined && all.reduce((sum, channel) => sum + (units.weights[channel] ?? 0), 0) > units.total) return false;
  if (all.some((channel) => channel !== asked.channel && interrupts?.[channel] !== undefined && !interrupts[channel].includes(asked.channel))) return false;
  if ((asked.refused ?? []).some((one) => one.agent === agent.id && asked.at - one.at < askAgainMs)) return false;
  const ends = preferredRings.map((_, index) => preferredRings.slice(0, index + 1).reduce((sum, { forMs }) => sum + forMs, 0));
  const isKept = asked.keptUntil !== undefined && asked.keptUntil > asked.at;
  const current = isKept ? { atLeast: 1 } : preferredRings[ends.findIndex((end) => waited < end)];
  if (current === undefined || asked.preferred === undefined) return true;
  const there = agents.filter((one) => asked.preferred?.some((wish) => wish.agent === one.agent.id && !(isKept && wish.score < 1)) === true && !(asked.refused ?? []).some((no) => no.agent === one.agent.id)
    && mayHave({ relax, preferredRings, askAgainMs, rankBy: [], offerMs: 0 }, agents, asked, one, false));
  return there.length === 0 || asked.preferred.some((wish) => wish.agent === agent.id && wish.score >= current.atLeast);
}

type Choose = typeof chooseAgent;
const neverWrong = (choose: Choose) => fc.property(somePolicy, someAgents, someAsked, (policy, agents, asked) => {
  const decision = choose(policy, agents, asked);
  const could = agents.filter((one) => mayHave(policy, agents, asked, one)).map(({ agent }) => agent.id);
  expect(decision.weighed.map(({ agent }) => agent)).toEqual(agents.map(({ agent }) => agent.id));
  expect(decision.weighed.filter(({ lost = 'order' }) => lost === 'order' || criteria.some((one) => one === lost)).map(({ agent }) => agent)).toEqual(could);
  expect(decision.verdict === 'chosen' ? could.includes(decision.agent) : could.length === 0).toBe(true);
  expect(decision.weighed.filter(({ lost }) => lost === undefined).map(({ agent }) => agent)).toEqual(decision.verdict === 'chosen' ? [decision.agent] : []);
  if (decision.verdict === 'none' && decision.until !== undefined) expect(decision.until).toBeGreaterThan(asked.at);
});

test('no contact goes to somebody who must not have it, and every contact goes to somebody if anybody may have it (care-rules section 4, 5)', () => {
  fc.assert(neverWrong(chooseAgent), { numRuns: runsOf({ ci: 1_500, full: 1_000_000 }) });
});

const eachAgent = (change: (one: AgentAtWork) => AgentAtWork): Choose => (policy, agents, asked) => chooseAgent(policy, agents.map(change), asked);
const eachAsked = (change: (asked: AgentAsked) => AgentAsked): Choose => (policy, agents, asked) => chooseAgent(policy, agents, change(asked));
const withAgent = (change: (agent: AgentAtWork['agent']) => AgentAtWork['agent']): Choose => eachAgent((one) => ({ ...one, agent: change(one.agent) }));
const without = <T extends object, K extends keyof T>(from: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = from;
  return rest;
};
test.each<[string, Choose]>([
  ['presence', eachAgent((one) => ({ ...one, presence: 'available' }))],
  ['shifts', withAgent((agent) => without(agent, 'shifts'))],
  ['that certificates expire', withAgent((agent) => ({ ...agent, skills: Object.fromEntries(Object.entries(agent.skills).map(([skill, { level }]) => [skill, { level }])) }))],
  ['levels', eachAsked((asked) => ({ ...asked, skills: asked.skills.map(({ skill }) => ({ skill })) }))],
  ['what an agent holds', eachAgent((one) => ({ ...one, holding: [] }))],
  ['that wrap-up holds its place', eachAgent((one) => ({ ...one, holding: one.holding.filter(({ status }) => status !== 'wrap-up') }))],
  ['that an open offer holds its place', eachAgent((one) => ({ ...one, holding: one.holding.filter(({ status }) => status !== 'offered') }))],
  ['that a rest gives the place back', withAgent((agent) => ({ ...agent, capacity: without(agent.capacity, 'pausedFrees') }))],
  ['what may be interrupted', withAgent((agent) => ({ ...agent, capacity: without(agent.capacity, 'interrupts') }))],
  ['units', withAgent((agent) => ({ ...agent, capacity: agent.capacity.perChannel === undefined ? agent.capacity : without(agent.capacity, 'units') }))],
  ['rings', withAgent((agent) => ({ ...agent, queues: Object.fromEntries(Object.keys(agent.queues).map((queue) => [queue, 1])) }))],
  ['how long it waits', eachAsked((asked) => ({ ...asked, since: asked.at }))],
  ['who refused it', eachAsked((asked) => without(asked, 'refused'))],
  ['who is preferred', eachAsked((asked) => without(asked, 'preferred'))],
])('a choice that forgets %s is noticed', (_, planted) => {
  expect(fc.check(neverWrong(planted), { numRuns: 50_000, endOnFailure: true }).failed).toBe(true);
});

test('who could have a contact now could have it later too, were nothing else to change (care-rules 3.2)', () => {
  const never = (choose: Choose) => fc.property(somePolicy, someAgents, someAsked, fc.integer({ min: 0, max: 60 }), (policy, agents, asked, more) => {
    const able = (since: number): readonly string[] => choose(policy, agents, { ...asked, since }).weighed.filter(({ lost = 'order' }) => lost === 'order' || criteria.some((one) => one === lost)).map(({ agent }) => agent);
    expect(able(Math.min(asked.since, asked.at) - more)).toEqual(expect.arrayContaining([...able(asked.since)]));
  });
  fc.assert(never(chooseAgent), { numRuns: runsOf({ ci: 1_500, full: 500_000 }) });
  const forgetful: Choose = (policy, agents, asked) => chooseAgent({ ...policy, relax: policy.relax.filter(({ afterMs }) => afterMs + 15 > asked.at - asked.since) }, agents, asked);
  expect(fc.check(never(forgetful), { numRuns: 50_000, endOnFailure: true }).failed).toBe(true);
});

test('of many agents the pool finds the very one that a look at all of them finds, whatever became of them before', () => {
  const same = (forget: (agents: readonly AgentAtWork[]) => readonly AgentAtWork[]) => fc.property(somePolicy, fc.array(fc.tuple(someAgents, someAsked, fc.nat(6)), { minLength: 1, maxLength: 4 }), (policy, rounds) => {
    const pool = createAgentPool();
    let all: readonly AgentAtWork[] = [];
    for (const [agents, asked, gone] of rounds) {
      for (const one of forget(agents)) pool.put(one);
      pool.drop(`a${gone}`);
      const told = new Map([...all, ...agents].map((one) => [one.agent.id, one]));
      told.delete(`a${gone}`);
      all = [...told.values()];
      const decision = chooseAgent(policy, all, asked);
      expect(pool.best(policy, asked)?.agent.id).toBe(decision.verdict === 'chosen' ? decision.agent : undefined);
    }
  });
  fc.assert(same((agents) => agents), { numRuns: runsOf({ ci: 600, full: 300_000 }) });
  expect(fc.check(same((agents) => agents.slice(1)), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
});
