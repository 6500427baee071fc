import { describe, expect, test } from 'vitest';
import type { AgentAtWork } from '../../../src/model/agent-at-work.js';
import { minutes, seconds } from '../../../src/model/duration.js';
import type { AgentAsked } from '../../../src/routing/agents/agent-asked.js';
import { chooseAgent, type AgentDecision } from '../../../src/routing/agents/choose-agent.js';
import { defineMatchPolicy, type MatchPolicyOptions } from '../../../src/routing/agents/match-policy.js';
import { refusalOf } from '../../model/refusal-of.js';
import { someAgent } from './some-agent.js';

const now = minutes(1_000);
const asked: AgentAsked = { queue: 'orders', channel: 'chat', skills: [], at: now, since: now };
const german = [{ skill: 'german', min: 3 }];
const speaks = (level: number, until?: number): Pick<AgentAtWork['agent'], 'skills'> => ({ skills: { german: { level, ...(until !== undefined && { until }) } } });
const choose = (agents: readonly AgentAtWork[], but: Partial<AgentAsked> = {}, options: MatchPolicyOptions = {}): AgentDecision => chooseAgent(defineMatchPolicy(options), agents, { ...asked, ...but });
const lostOf = ({ weighed }: AgentDecision): unknown => Object.fromEntries(weighed.map(({ agent, lost, by }) => [agent, by === undefined ? lost : `${lost}: ${by}`]));

describe('a contact', () => {
  test('goes to the agent who can do it best, then to who has waited longest, and says of every other why not', () => {
    const agents = [
      someAgent('new', { ...speaks(3), idleSince: 5 }), someAgent('good', { ...speaks(4), idleSince: 9 }), someAgent('fresh', { ...speaks(4), idleSince: 10 }), someAgent('none'), someAgent('weak', speaks(2.9)),
      someAgent('expired', speaks(5, now)), someAgent('bills', { ...speaks(5), queues: { bills: 1 } }), someAgent('away', { ...speaks(5), presence: 'away' }), someAgent('home', { ...speaks(5), shifts: [{ from: 0, until: now }] }),
      someAgent('full', { ...speaks(5), capacity: { perChannel: { chat: 1 } }, holding: [{ item: 'x', channel: 'chat', status: 'wrap-up' }] }), someAgent('calls', { ...speaks(5), capacity: { perChannel: { call: 1 } } }), someAgent('outer', { ...speaks(5), queues: { orders: 2 } }),
    ];
    const decision = choose(agents, { skills: german });
    expect(decision).toMatchObject({ verdict: 'chosen', agent: 'good' });
    expect(lostOf(decision)).toEqual({
      good: undefined, new: 'skill', fresh: 'idle', none: 'skill-missing: german', weak: 'skill-too-low: german', expired: 'certificate-expired: german', bills: 'not-in-queue',
      away: 'not-available: away', home: 'off-shift', full: 'channel-full', calls: 'not-on-channel', outer: 'outer-ring',
    });
  });
  test('weighs skills by what they are worth to it', () => {
    const agents = [someAgent('a', { skills: { german: { level: 5 }, bills: { level: 1 } } }), someAgent('b', { skills: { german: { level: 1 }, bills: { level: 3 } } })];
    expect(choose(agents, { skills: [{ skill: 'german' }, { skill: 'bills' }] })).toMatchObject({ agent: 'a' });
    expect(choose(agents, { skills: [{ skill: 'german' }, { skill: 'bills', weight: 3 }] })).toMatchObject({ agent: 'b' });
  });
  test.each<[NonNullable<MatchPolicyOptions['rankBy']>[number], Partial<AgentAtWork>, Partial<AgentAtWork>]>([
    ['idle', { idleSince: 2 }, { idleSince: 1 }],
    ['active', { holding: [{ item: 'x', channel: 'chat', status: 'active' }] }, {}],
    ['spare', { holding: [{ item: 'x', channel: 'chat', status: 'active' }] }, {}],
    ['turn', { offeredAt: 2 }, { offeredAt: 1 }],
    ['turn', { offeredAt: 0 }, {}],
  ])('goes by %s where the host says so', (by, worse, better) => {
    const decision = choose([someAgent('worse', worse), someAgent('better', better)], {}, { rankBy: [by] });
    expect(lostOf(decision)).toEqual({ better: undefined, worse: by });
  });
  test('finds the same agent in whatever order they are told', () => {
    expect(choose([someAgent('b'), someAgent('a')])).toMatchObject({ agent: 'a', weighed: [{ agent: 'b', lost: 'order' }, { agent: 'a' }] });
  });
});

describe('while a contact waits (care-rules 3.2)', () => {
  const relax = [{ afterMs: seconds(30), lowerBy: 1 }, { afterMs: seconds(90), drop: 'all' }] as const;
  const agents = [someAgent('weak', speaks(2)), someAgent('outer', { queues: { orders: 2 }, ...speaks(5) }), someAgent('outermost', { queues: { orders: 3 } })];
  const after = (waited: number): AgentDecision => choose(agents, { skills: german, since: now - waited }, { relax });
  test('less is asked for, step by step, and the next ring of agents is let in', () => {
    expect(after(seconds(30) - 1)).toMatchObject({ verdict: 'none', because: 'not-yet', until: now + 1 });
    expect(after(seconds(30))).toMatchObject({ verdict: 'chosen', agent: 'outer' });
    expect(lostOf(after(seconds(30)))).toEqual({ outer: undefined, weak: 'skill', outermost: 'outer-ring' });
    expect(lostOf(after(seconds(90)))).toEqual({ outer: undefined, weak: 'skill', outermost: 'skill' });
  });
  test('it waits a little for those who suit it, while one of them is there', () => {
    const preferred = [{ agent: 'p', score: 0.9 }, { agent: 'q', score: 0.5 }];
    const options: MatchPolicyOptions = { preferredRings: [{ forMs: seconds(20), atLeast: 0.8 }, { forMs: seconds(20), atLeast: 0 }] };
    const busy = { capacity: { perChannel: { chat: 1 } }, holding: [{ item: 'x', channel: 'chat', status: 'active' }] } as const;
    const of = (waited: number, p: Partial<AgentAtWork>, all = [someAgent('o'), someAgent('p', { ...busy, ...p }), someAgent('q')]): AgentDecision => choose(all, { preferred, since: now - waited }, options);
    expect(of(0, {})).toMatchObject({ verdict: 'none', because: 'all-busy', until: now + seconds(20) });
    expect(lostOf(of(0, {}))).toEqual({ o: 'kept-for-preferred', p: 'channel-full', q: 'kept-for-preferred' });
    expect(of(seconds(20), {})).toMatchObject({ agent: 'q' });
    expect(lostOf(of(seconds(40), {}))).toEqual({ o: 'preference', p: 'channel-full', q: undefined });
    expect(of(0, { holding: [] })).toMatchObject({ agent: 'p' });
    // nobody waits for who is not there, or does not want it
    expect(of(0, {}, [someAgent('o'), someAgent('p', { presence: 'away' })])).toMatchObject({ agent: 'o' });
    expect(choose([someAgent('o'), someAgent('p')], { preferred: [{ agent: 'p', score: 1 }], refused: [{ agent: 'p', at: 0 }], since: now }, { ...options, rankBy: ['idle'] })).toMatchObject({ agent: 'o' });
  });
  test('who helped last goes first, and nobody waits for them', () => {
    expect(choose([someAgent('a', speaks(5)), someAgent('b', speaks(3))], { skills: german, lastAgent: 'b' })).toMatchObject({ agent: 'b', weighed: [{ lost: 'preference' }, {}] });
    expect(choose([someAgent('a'), someAgent('b', { presence: 'busy' })], { lastAgent: 'b' })).toMatchObject({ agent: 'a' });
  });
  test('who refused it is asked again only after a while', () => {
    const refused = [{ agent: 'a', at: now }];
    expect(choose([someAgent('a')], { refused })).toMatchObject({ because: 'all-refused', until: now + minutes(5) });
    expect(choose([someAgent('a')], { refused, at: now + minutes(5) })).toMatchObject({ agent: 'a' });
  });
});

test.each<[string, readonly AgentAtWork[], Partial<AgentAsked>, number | undefined]>([
  ['nobody-can', [], {}, undefined],
  ['nobody-can', [someAgent('a')], { skills: [{ skill: 'klingon' }] }, undefined],
  ['nobody-can', [someAgent('a')], { channel: 'call' }, undefined],
  ['nobody-can', [someAgent('a', speaks(5, now))], { skills: german }, undefined],
  ['nobody-there', [someAgent('a', { presence: 'not-responding' })], {}, undefined],
  ['nobody-there', [someAgent('a', { shifts: [{ from: 0, until: 1 }, { from: now + 9, until: now + 10 }] }), someAgent('b', { presence: 'offline' })], {}, now + 9],
  ['all-busy', [someAgent('a', { capacity: { units: { total: 1, weights: { chat: 1 } } }, holding: [{ item: 'x', channel: 'chat', status: 'offered' }] })], {}, undefined],
])('nobody is chosen because: %s', (because, agents, but, until) => {
  const decision = choose(agents, but);
  expect(decision).toMatchObject({ verdict: 'none', because });
  expect(decision).toHaveProperty('weighed');
  expect('until' in decision ? decision.until : undefined).toBe(until);
});

test('a policy that makes no sense is refused by name, such as a step that would overtake the offer before it', () => {
  for (const options of [
    { relax: [{ afterMs: seconds(29) }] }, { relax: [{ afterMs: seconds(60) }, { afterMs: seconds(89) }] }, { preferredRings: [{ forMs: 1, atLeast: 0.5 }, { forMs: 1, atLeast: 0.6 }] }, { offerMs: 0 },
  ] satisfies readonly MatchPolicyOptions[]) {
    const refusal = refusalOf(() => defineMatchPolicy(options));
    expect([refusal.code, refusal.facts['path']]).toEqual(['InvalidOptions', expect.stringContaining(`matchPolicy.${Object.keys(options)[0]}`)]);
  }
  expect(defineMatchPolicy({ relax: [{ afterMs: seconds(10) }], offerMs: seconds(10) }).relax).toHaveLength(1);
});
