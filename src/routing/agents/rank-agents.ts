import type { AgentAtWork } from '../../model/agent-at-work.js';
import type { AgentAsked } from './agent-asked.js';
import { spareShare } from './agent-room.js';
import type { AgentCriterion, MatchPolicy } from './match-policy.js';

/** By what one agent is behind another; `order` is that of their ids, where nothing tells them apart. */
export type BehindBy = AgentCriterion | 'order';

/** Compares two agents who would both do (care-rules 3.1, 3.5): below 0 where the first is the better one. The same two always compare the same. */
export function compareAgents({ rankBy }: MatchPolicy, asked: AgentAsked, one: AgentAtWork, other: AgentAtWork): number {
  for (const criterion of rankBy) {
    const [a, b] = [badness(criterion, asked, one), badness(criterion, asked, other)];
    if (a !== b) return a < b ? -1 : 1;
  }
  return one.agent.id < other.agent.id ? -1 : one.agent.id > other.agent.id ? 1 : 0;
}

/** By what an agent is behind a better one. */
export const behindBy = ({ rankBy }: MatchPolicy, asked: AgentAsked, better: AgentAtWork, one: AgentAtWork): BehindBy =>
  rankBy.find((criterion) => badness(criterion, asked, better) !== badness(criterion, asked, one)) ?? 'order';

/** The smaller the better. */
function badness(criterion: AgentCriterion, asked: AgentAsked, one: AgentAtWork): number {
  switch (criterion) {
    case 'preference': return one.agent.id === asked.lastAgent ? -2 : -(asked.preferred?.find(({ agent }) => agent === one.agent.id)?.score ?? -1);
    case 'skill': return -proficiency(asked, one);
    case 'idle': return one.idleSince;
    case 'spare': return -spareShare(one);
    case 'active': return one.holding.length;
    case 'turn': return one.offeredAt ?? -Infinity;
  }
}

/** The weighted mean of the levels asked for, also of those that were given up meanwhile; a certificate that has expired is none. */
function proficiency({ skills, at }: AgentAsked, { agent }: AgentAtWork): number {
  let [sum, weights] = [0, 0];
  for (const { skill, weight = 1 } of skills) {
    const has = Object.hasOwn(agent.skills, skill) ? agent.skills[skill] : undefined;
    sum += weight * (has === undefined || (has.until ?? Infinity) <= at ? 0 : has.level);
    weights += weight;
  }
  return weights === 0 ? 0 : sum / weights;
}
