import { z } from 'zod';
import { minutes } from '../model/duration.js';
import { readConfig } from '../model/read-config.js';

/** When a bot calls a person, as a host writes it down (care-rules 2.4). */
export interface HandoverRulesOptions {
  /** how often it did not understand, was not answered, was asked the same, or could not use a tool; 2, 2, 2 and 1 where absent */
  readonly noMatches?: number;
  readonly noInputs?: number;
  readonly repeats?: number;
  readonly toolFailures?: number;
  /** the least it must be sure of what the customer wants, 0 to 1; 0.5 where absent */
  readonly leastConfidence?: number;
  /** the lowest that the customer may sound, -1 to 1; -0.5 where absent */
  readonly leastSentiment?: number;
  /** topics that only people may speak about */
  readonly restricted?: readonly string[];
  /** the most turns and the longest time, milliseconds; 20 and 15 minutes where absent */
  readonly mostTurns?: number;
  readonly mostMs?: number;
}

/** Rules that were checked; for `shouldHandOver`. */
export type HandoverRules = Required<HandoverRulesOptions>;

/** What a bot has noticed by now; what it has not is absent. */
export interface BotSigns {
  readonly askedForPerson?: boolean;
  readonly noMatches?: number;
  readonly noInputs?: number;
  readonly repeats?: number;
  readonly toolFailures?: number;
  readonly confidence?: number;
  readonly sentiment?: number;
  readonly topics?: readonly string[];
  /** a customer whom people serve from the first */
  readonly vip?: boolean;
  readonly turns?: number;
  readonly tookMs?: number;
}

/** Why a bot calls a person. */
export type HandoverReason = 'asked-for' | 'restricted-topic' | 'vip' | 'tool-failure' | 'no-match' | 'no-input' | 'repeated-question' | 'low-confidence' | 'frustration' | 'budget-spent';

const count = (otherwise: number) => z.int().min(1).max(1_000).default(otherwise);
const rulesSchema = z.strictObject({
  noMatches: count(2), noInputs: count(2), repeats: count(2), toolFailures: count(1), leastConfidence: z.number().min(0).max(1).default(0.5), leastSentiment: z.number().min(-1).max(1).default(-0.5),
  restricted: z.array(z.string()).readonly().default([]), mostTurns: count(20), mostMs: z.number().min(1_000).default(minutes(15)),
});

/** what is noticed is read as it is: a figure that is none calls a person */
const noticed = z.unknown().optional();
const signsSchema = z.strictObject({
  askedForPerson: noticed, noMatches: noticed, noInputs: noticed, repeats: noticed, toolFailures: noticed, confidence: noticed, sentiment: noticed, topics: noticed, vip: noticed, turns: noticed, tookMs: noticed,
} satisfies { readonly [S in keyof BotSigns]-?: z.ZodType<unknown> });

/** Checks rules once. InvalidOptions. */
export const defineHandover = (options: HandoverRulesOptions = {}): HandoverRules => readConfig<HandoverRules>(rulesSchema, options, 'handover');

/** Every reason for which a person is to take over now, the weightiest first; none where the bot may go on. What the customer asks for is never argued with. InvalidOptions for a sign that there is not. */
export function shouldHandOver(rules: HandoverRules, signs: BotSigns): readonly HandoverReason[] {
  readConfig<unknown>(signsSchema, signs, 'signs');
  const reasons: readonly (readonly [HandoverReason, boolean])[] = [
    ['asked-for', signs.askedForPerson === true],
    ['restricted-topic', (signs.topics ?? []).some((topic) => rules.restricted.includes(topic))],
    ['vip', signs.vip === true],
    ['tool-failure', isAtLeast(signs.toolFailures, rules.toolFailures)],
    ['no-match', isAtLeast(signs.noMatches, rules.noMatches)],
    ['no-input', isAtLeast(signs.noInputs, rules.noInputs)],
    ['repeated-question', isAtLeast(signs.repeats, rules.repeats)],
    ['low-confidence', isBelow(signs.confidence, rules.leastConfidence)],
    ['frustration', isBelow(signs.sentiment, rules.leastSentiment)],
    ['budget-spent', isAtLeast(signs.turns, rules.mostTurns) || isAtLeast(signs.tookMs, rules.mostMs)],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

const isAtLeast = (seen: number | undefined, most: number): boolean => seen !== undefined && !(seen < most);
const isBelow = (seen: number | undefined, least: number): boolean => seen !== undefined && !(seen >= least);
