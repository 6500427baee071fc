import { z } from 'zod';
import { days } from '../../model/duration.js';
import { readConfig } from '../../model/read-config.js';

/** Why customers come, as a host writes it down. */
export interface IntentOptions {
  /** the intents by name, 1 to 500; `share`: which part of all contacts is about it, all of them together below 1; the same for each that says none */
  readonly intents: { readonly [intent: string]: { readonly share?: number } };
  /** what events make more, or less, likely */
  readonly rules?: readonly IntentRule[];
  /** how likely an intent must be to be taken for sure, 0.5 to 0.99; 0.6 where absent. Below it one question is asked instead of a guess */
  readonly floor?: number;
}

/** An event that makes an intent more likely for a while (care-rules 2.5): an outage, an invoice, a new handset. */
export interface IntentRule {
  readonly intent: string;
  /** type of the event, as the host brings it to `accept` or tells it as happened */
  readonly after: string;
  /** a field of its data that holds the time that counts, as `launchAt`; the time of the event itself where absent */
  readonly when?: string;
  /** when it begins to count, milliseconds from that time; negative: so long before it, where the event tells of something to come; 0 where absent */
  readonly fromMs?: number;
  /** when it counts no more, milliseconds from that time */
  readonly untilMs: number;
  /** how many times as likely the intent is then, as odds, 0.001 to 1,000; below 1 it is less likely */
  readonly lift: number;
}

/** Options that were checked, with all defaults. */
export interface IntentRules { readonly floor: number; readonly shares: ReadonlyMap<string, number>; readonly rules: readonly IntentRule[] }

const name = z.string().min(1).max(255);
const longest = days(400);
const ruleSchema = z.strictObject({
  intent: name, after: name, when: name.exactOptional(),
  fromMs: z.number().min(-longest).max(longest).default(0),
  untilMs: z.number().min(-longest).max(longest),
  lift: z.number().min(0.001).max(1_000),
}).refine(({ fromMs, untilMs }) => fromMs < untilMs, { path: ['untilMs'], message: 'it ends later than it begins' }).readonly();

const optionsSchema = z.strictObject({
  intents: z.record(name, z.strictObject({ share: z.number().gt(0).lt(1).exactOptional() })),
  rules: z.array(ruleSchema).max(1_000).default([]),
  floor: z.number().min(0.5).max(0.99).default(0.6),
}).refine(({ intents }) => Object.keys(intents).length > 0 && Object.keys(intents).length <= 500, { path: ['intents'], message: 'it names 1 to 500 intents' })
  .superRefine(({ intents, rules }, context) => {
    for (const [place, { intent }] of rules.entries()) if (!Object.hasOwn(intents, intent)) context.addIssue({ code: 'custom', path: ['rules', place, 'intent'], message: 'it names one of the intents' });
  })
  .refine(({ intents }) => sharesOf(intents).reduce((sum, [, share]) => sum + share, 0) < 1, { path: ['intents'], message: 'the shares of all intents sum to less than 1' });

/** Checks the options once. InvalidOptions. */
export function readIntentOptions(options: IntentOptions): IntentRules {
  const { intents, rules, floor } = readConfig(optionsSchema, options, 'intents');
  return { floor, rules, shares: new Map(sharesOf(intents)) };
}

/** Who says nothing gets as much of what is left as each other, and "something else" one such part too. */
function sharesOf(intents: { readonly [intent: string]: { readonly share?: number } }): readonly (readonly [string, number])[] {
  const said = Object.values(intents).reduce((sum, { share = 0 }) => sum + share, 0);
  const silent = Object.values(intents).filter(({ share }) => share === undefined).length;
  return Object.entries(intents).map(([intent, { share }]) => [intent, share ?? (1 - said) / (silent + 1)]);
}
