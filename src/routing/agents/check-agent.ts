import type { AgentAtWork } from '../../model/agent-at-work.js';
import { isOnChannel, roomFor, type RoomReason } from './agent-room.js';
import { waitedMs, type AgentAsked } from './agent-asked.js';
import type { MatchPolicy } from './match-policy.js';
import { relaxNeeds, type Needs } from './relax-needs.js';

/** Why an agent does not get a contact; what lasts is named before what passes. */
export type AgentReason = 'not-in-queue' | 'outer-ring' | 'skill-missing' | 'skill-too-low' | 'certificate-expired' | 'off-shift' | 'not-available' | 'refused-it' | 'kept-for-preferred' | RoomReason;

/** What speaks against an agent: `by` is the skill or the presence at fault. */
export interface AgentFailed { readonly reason: AgentReason; readonly by?: string }

/** A contact with what is asked for by now. */
export interface Wanted { readonly policy: MatchPolicy; readonly asked: AgentAsked; readonly needs: Needs; /** how well an agent must suit it as yet, where it is kept for some */ readonly atLeast: number | undefined }

/** Reads a contact once, so that many agents can be held against it; `find` gives an agent by id. */
export function toWanted(policy: MatchPolicy, asked: AgentAsked, find: (agent: string) => AgentAtWork | undefined): Wanted {
  return { policy, asked, needs: relaxNeeds(policy.relax, asked.skills, waitedMs(asked)), atLeast: keptFor(policy, asked, find) };
}

/** The first thing that speaks against an agent, or `undefined` where nothing does. */
export function checkAgent(wanted: Wanted, one: AgentAtWork): AgentFailed | undefined {
  return whetherAble(wanted.needs, wanted.asked, one) ?? whetherThere(one, wanted.asked.at) ?? whetherWilling(wanted, one) ?? whetherFree(wanted.asked, one);
}

/** Whether an agent could do it at all, if they were there and free. */
export function whetherAble(needs: Needs, { queue, channel, at }: AgentAsked, { agent }: AgentAtWork): AgentFailed | undefined {
  const ring = Object.hasOwn(agent.queues, queue) ? agent.queues[queue] : undefined;
  if (ring === undefined) return { reason: 'not-in-queue' };
  if (!isOnChannel(agent.capacity, channel)) return { reason: 'not-on-channel' };
  if (ring > needs.ring) return { reason: 'outer-ring' };
  for (const { skill, min } of needs.skills) {
    const has = Object.hasOwn(agent.skills, skill) ? agent.skills[skill] : undefined;
    if (has === undefined) return { reason: 'skill-missing', by: skill };
    if (has.level < min) return { reason: 'skill-too-low', by: skill };
    if (has.until !== undefined && has.until <= at) return { reason: 'certificate-expired', by: skill };
  }
  return undefined;
}

/** Whether an agent is on duty and takes work. */
export function whetherThere({ agent: { shifts }, presence }: AgentAtWork, at: number): AgentFailed | undefined {
  if (shifts?.some(({ from, until }) => from <= at && at < until) === false) return { reason: 'off-shift' };
  return presence === 'available' ? undefined : { reason: 'not-available', by: presence };
}

function whetherWilling({ policy, asked: { refused, preferred, at }, atLeast }: Wanted, { agent }: AgentAtWork): AgentFailed | undefined {
  if (refused?.some((one) => one.agent === agent.id && at < one.at + policy.askAgainMs)) return { reason: 'refused-it' };
  return atLeast !== undefined && !preferred?.some((one) => one.agent === agent.id && one.score >= atLeast) ? { reason: 'kept-for-preferred' } : undefined;
}

function whetherFree({ channel }: AgentAsked, one: AgentAtWork): AgentFailed | undefined {
  const reason = roomFor(one, channel);
  return reason === undefined ? undefined : { reason };
}

/**
 * How well an agent must suit a contact as yet (care-rules 3.3); `undefined` where it waits for nobody: its time is over, or none of those is there who could
 * do it. That is judged by what was asked for at first: by what is given up later, a preferred agent could come to hold up a contact that others might have.
 */
function keptFor(policy: MatchPolicy, asked: AgentAsked, find: (agent: string) => AgentAtWork | undefined): number | undefined {
  const { preferred = [], refused = [], at, keptUntil = at } = asked;
  const ring = preferred.length === 0 ? undefined : at < keptUntil ? wholly : ringAt(policy.preferredRings, waitedMs(asked));
  if (ring === undefined) return undefined;
  const needs = relaxNeeds([], asked.skills, 0);
  const isThere = preferred.some(({ agent, score }) => {
    const one = find(agent);
    return one !== undefined && (ring !== wholly || score >= wholly.atLeast) && !refused.some((other) => other.agent === agent) && whetherAble(needs, asked, one) === undefined && whetherThere(one, at) === undefined;
  });
  return isThere ? ring.atLeast : undefined;
}

const wholly = { atLeast: 1 } as const;

function ringAt(rings: MatchPolicy['preferredRings'], waited: number): { readonly atLeast: number } | undefined {
  let end = 0;
  return rings.find(({ forMs }) => (end += forMs) > waited);
}
