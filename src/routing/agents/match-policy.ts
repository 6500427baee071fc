import { z } from 'zod';
import { minutes, seconds } from '../../model/duration.js';
import { readConfig } from '../../model/read-config.js';

/** What makes one agent better than another who would do as well. */
export type AgentCriterion = 'preference' | 'skill' | 'idle' | 'spare' | 'active' | 'turn';

/** From when on a contact is content with less (care-rules 3.2). Each step also lets in the next ring of agents. */
export interface RelaxStep {
  /** since the contact began to wait, milliseconds */
  readonly afterMs: number;
  /** skills that are not asked for any more */
  readonly drop?: readonly string[] | 'all';
  /** by how much every level that is asked for falls */
  readonly lowerBy?: number;
}

/** How agents are chosen for the contacts of a queue, as a host writes it down. */
export interface MatchPolicyOptions {
  /** up to five, the soonest first; none where absent. They are at least as far apart as `offerMs`, else a step would overtake the offer it follows */
  readonly relax?: readonly RelaxStep[];
  /** the first that tells two agents apart decides: who is preferred, who is better at it, who has waited longest, who has more room, who has less to do, whose turn it is; the first three where absent */
  readonly rankBy?: readonly AgentCriterion[];
  /** so long a contact waits for agents who suit it so well, 0 to 1, before others are asked (care-rules 3.3); the best first. It does not wait for who is not there */
  readonly preferredRings?: readonly { readonly forMs: number; readonly atLeast: number }[];
  /** how long an agent has to answer an offer, milliseconds; 30 seconds where absent */
  readonly offerMs?: number;
  /** for how long who refused a contact is not asked again, milliseconds; 5 minutes where absent */
  readonly askAgainMs?: number;
}

/** A policy that was checked; for `chooseAgent`. */
export type MatchPolicy = Required<MatchPolicyOptions>;

const day = minutes(1_440);
const lengthSchema = z.number().min(0).max(day);
const rises = (values: readonly number[], by: number): boolean => values.every((value, at) => at === 0 || value - (values[at - 1] ?? 0) >= by);

const policySchema = z.strictObject({
  relax: z.array(z.strictObject({
    afterMs: lengthSchema,
    drop: z.union([z.literal('all'), z.array(z.string()).max(50).readonly()]).exactOptional(),
    lowerBy: z.number().min(0).max(5).exactOptional(),
  }).readonly()).max(5).readonly().default([]),
  rankBy: z.array(z.enum(['preference', 'skill', 'idle', 'spare', 'active', 'turn'])).readonly().default(['preference', 'skill', 'idle']),
  preferredRings: z.array(z.strictObject({ forMs: lengthSchema, atLeast: z.number().min(0).max(1) }).readonly())
    .refine((rings) => rises(rings.map(({ atLeast }) => -atLeast), 0), 'a later ring asks for no more than the one before').readonly().default([]),
  offerMs: z.number().min(seconds(1)).max(day).default(seconds(30)),
  askAgainMs: lengthSchema.default(minutes(5)),
}).refine(({ relax, offerMs }) => rises([0, ...relax.map(({ afterMs }) => afterMs)], offerMs), { path: ['relax'], message: 'steps come one after the other, each at least offerMs after the one before' });

/** Checks a policy once. InvalidOptions. */
export const defineMatchPolicy = (options: MatchPolicyOptions = {}): MatchPolicy => readMatchPolicy(options, 'matchPolicy');

/** The same for one that stands elsewhere, which a refusal names. */
export const readMatchPolicy = (options: MatchPolicyOptions, place: string): MatchPolicy => readConfig<MatchPolicy>(policySchema, options, place);
