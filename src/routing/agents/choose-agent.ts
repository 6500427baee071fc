import type { AgentAtWork } from '../../model/agent-at-work.js';
import { waitedMs, type AgentAsked } from './agent-asked.js';
import { checkAgent, toWanted, whetherAble, type AgentFailed, type AgentReason, type Wanted } from './check-agent.js';
import type { MatchPolicy } from './match-policy.js';
import { behindBy, compareAgents, type BehindBy } from './rank-agents.js';
import { relaxesAfter, relaxNeeds } from './relax-needs.js';

/** One agent and why another, or nobody, was chosen; absent for the chosen one. `by` is the skill or the presence at fault. */
export interface WeighedAgent { readonly agent: string; readonly lost?: AgentReason | BehindBy; readonly by?: string }

/** Why nobody is chosen. Nobody `can` who is known: neither waiting nor the shift of others will change it, so somebody must be told. */
export type NoAgent = 'nobody-can' | 'not-yet' | 'nobody-there' | 'all-refused' | 'kept-for-preferred' | 'all-busy';

/** Who gets a contact, with the reason for every agent who does not. `until`: when time alone may change it, epoch milliseconds. */
export type AgentDecision =
  | { readonly verdict: 'chosen'; readonly agent: string; readonly weighed: readonly WeighedAgent[] }
  | { readonly verdict: 'none'; readonly because: NoAgent; readonly until?: number; readonly weighed: readonly WeighedAgent[] };

/** Chooses the agent for a contact (care-rules 3.1 to 3.5): who could do it at all, then the best of them, and less is asked for as it waits. For 10,000 agents ask an `AgentPool`, which chooses the same. */
export function chooseAgent(policy: MatchPolicy, agents: readonly AgentAtWork[], asked: AgentAsked): AgentDecision {
  const byId = new Map(agents.map((one) => [one.agent.id, one]));
  const wanted = toWanted(policy, asked, (agent) => byId.get(agent));
  const checked = agents.map((one) => ({ one, failed: checkAgent(wanted, one) }));
  const [best] = checked.filter(({ failed }) => failed === undefined).map(({ one }) => one).toSorted((a, b) => compareAgents(policy, asked, a, b));
  const weighed = checked.map(({ one, failed }) => weigh(wanted, one, failed, best));
  return best === undefined ? none(wanted, agents, weighed) : { verdict: 'chosen', agent: best.agent.id, weighed };
}

function weigh({ policy, asked }: Wanted, one: AgentAtWork, failed: AgentFailed | undefined, best: AgentAtWork | undefined): WeighedAgent {
  const agent = one.agent.id;
  if (failed !== undefined) return { agent, lost: failed.reason, ...(failed.by !== undefined && { by: failed.by }) };
  return best === undefined || best === one ? { agent } : { agent, lost: behindBy(policy, asked, best, one) };
}

function none(wanted: Wanted, agents: readonly AgentAtWork[], weighed: readonly WeighedAgent[]): AgentDecision {
  const until = changesAt(wanted, agents);
  return { verdict: 'none', because: whyNobody(wanted, agents, weighed), ...(until !== undefined && { until }), weighed };
}

/** Who is nearest to it says why. */
function whyNobody({ policy, asked }: Wanted, agents: readonly AgentAtWork[], weighed: readonly WeighedAgent[]): NoAgent {
  const lost = (...reasons: readonly AgentReason[]): boolean => weighed.some((one) => reasons.some((reason) => reason === one.lost));
  if (lost('channel-full', 'units-full', 'not-interruptible')) return 'all-busy';
  if (lost('kept-for-preferred')) return 'kept-for-preferred';
  if (lost('refused-it')) return 'all-refused';
  if (lost('off-shift', 'not-available')) return 'nobody-there';
  const atLast = relaxNeeds(policy.relax, asked.skills, Infinity);
  return agents.some((one) => whetherAble(atLast, asked, one) === undefined) ? 'not-yet' : 'nobody-can';
}

/** The next moment at which less is asked for, others are let in, who refused is asked again or a shift begins. */
function changesAt({ policy, asked }: Wanted, agents: readonly AgentAtWork[]): number | undefined {
  const { at, since, keptUntil = at, refused = [] } = asked;
  const relaxes = relaxesAfter(policy.relax, waitedMs(asked));
  const rings = policy.preferredRings.reduce<readonly number[]>((ends, { forMs }) => [...ends, (ends.at(-1) ?? since) + forMs], []);
  const shifts = agents.flatMap(({ agent }) => (Object.hasOwn(agent.queues, asked.queue) ? (agent.shifts ?? []) : [])).map(({ from }) => from);
  const moments = [...(relaxes === undefined ? [] : [since + relaxes]), ...rings, keptUntil, ...refused.map((one) => one.at + policy.askAgainMs), ...shifts].filter((moment) => moment > at);
  return moments.length === 0 ? undefined : moments.reduce((first, moment) => Math.min(first, moment));
}
