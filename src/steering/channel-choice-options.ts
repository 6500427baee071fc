import { z } from 'zod';
import type { CalendarOptions } from '../policy/time/business-calendar.js';
import type { CustomerWishes } from '../routing/channel-choice.js';
import type { ChannelPolicyOptions } from '../routing/channel-policy.js';
import { retirementStages, type RetirementStage } from '../routing/retirement-stage.js';
import type { SuccessMeasureOptions } from '../insight/success-measure.js';

/** What a host knows of its channels. */
export interface ChannelChoiceOptions {
  /** by the names they have in the orchestrator, the one first that is to be taken where nothing else decides */
  readonly channels: { readonly [channel: string]: ChannelFacts };
  /** whose success is followed, by the names they have in the intent table */
  readonly intents: readonly string[];
  /** intents that are much alike, in groups: they speak for one another where little is known of one */
  readonly families?: readonly (readonly string[])[];
  /** who is heard this soon after an outcome on the same channel is still in the same contact, as with a word of thanks, milliseconds; 30 minutes where absent */
  readonly sameContactMs?: number;
  /** the customer's own wishes, from their facts of the scope `customer`: which channels they prefer, best first, and what they cannot do, in the words of `demands`. Pure; where it throws, or gives anything else, what asked for a channel is refused with InvalidOptions */
  readonly wishesOf?: (facts: { readonly [fact: string]: unknown }) => CustomerWishes;
  /** when a channel is trusted with an intent */
  readonly policy?: ChannelPolicyOptions;
  /** how success is measured */
  readonly success?: SuccessMeasureOptions;
}

/** What is known of one channel beforehand. */
export interface ChannelFacts {
  /** a person answers there; false where absent */
  readonly assisted?: boolean;
  /** it can be used by who has no address on it, as a telephone number that anybody may call; false where absent */
  readonly addressless?: boolean;
  /** when somebody is there; always where absent */
  readonly calendar?: CalendarOptions;
  /** nine of ten have their first answer within it, milliseconds; a channel without it is not chosen for who is in a hurry */
  readonly responseMs?: number;
  /** how long free text is taken after the customer's last message, milliseconds; always where absent */
  readonly replyWindowMs?: number;
  /** of one contact, in any unit that all channels share */
  readonly cost?: number;
  /** what a person must be able to do to use it: `hear`, `speak`, `see` */
  readonly demands?: readonly string[];
  /** how far it is on its way out; `active` where absent */
  readonly stage?: RetirementStage;
}

const name = z.string().min(1).max(255);
const ms = z.number().min(0);
const factsSchema = z.strictObject({
  assisted: z.boolean().exactOptional(), addressless: z.boolean().exactOptional(), calendar: z.custom<CalendarOptions>((given) => typeof given === 'object' && given !== null).exactOptional(),
  responseMs: ms.exactOptional(), replyWindowMs: ms.exactOptional(), cost: ms.exactOptional(), demands: z.array(name).readonly().exactOptional(), stage: z.enum(retirementStages).exactOptional(),
}).readonly();

/** What `wishesOf` gives. */
export const wishesSchema = z.strictObject({ preferred: z.array(name).readonly().exactOptional(), cannot: z.array(name).readonly().exactOptional(), excepted: z.boolean().exactOptional() }).readonly();

/** What the options must be; their parts `policy`, `success` and the calendars are checked where they belong. */
export const choiceSchema = z.strictObject({
  channels: z.record(name, factsSchema).refine((channels) => Object.keys(channels).length > 0, 'it names one channel at least'),
  intents: z.array(name).max(500).readonly().refine((intents) => new Set(intents).size === intents.length, 'it names each intent once'),
  families: z.array(z.array(name).readonly()).readonly().exactOptional(),
  sameContactMs: ms.exactOptional(),
  wishesOf: z.custom<NonNullable<ChannelChoiceOptions['wishesOf']>>((given) => typeof given === 'function').exactOptional(),
  policy: z.custom<ChannelPolicyOptions>().exactOptional(),
  success: z.custom<SuccessMeasureOptions>().exactOptional(),
}).readonly();
