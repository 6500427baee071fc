import { z } from 'zod';
import { days } from '../../model/duration.js';
import type { Purpose } from '../../model/effect.js';
import { defineCaps, type FrequencyCap, type FrequencyCapOptions } from '../caps/frequency-cap.js';
import { purposeSchema } from '../purpose-schema.js';
import { defineQuietHours, type QuietHours, type QuietHoursOptions } from '../quiet-hours.js';
import { readConfig } from '../../model/read-config.js';

const reasons = ['suppressed', 'not-in-public', 'consent-missing', 'consent-withdrawn', 'cap-reached', 'quiet-hours', 'zone-unknown', 'lower-priority', 'expired', 'waits-too-long'] as const;
/** Why a message does not go now. */
export type ContactReason = (typeof reasons)[number];

const nextSteps = ['wait', 'other-channel', 'continue', 'exit'] as const;
/** What its journey does then (care-rules 1.4): the message waits, is decided again on another channel, is left out, or the journey is left. */
export type NextStep = (typeof nextSteps)[number];
export type NextSteps = { readonly [R in ContactReason]: NextStep };

/** Who may be written to, when and how often; as a host writes it down. Absent parts hold nothing back. */
export interface ContactPolicyOptions {
  readonly caps?: readonly FrequencyCapOptions[];
  readonly quietHours?: QuietHoursOptions;
  /** purposes that need a consent that was given; marketing where absent. The others may be sent until it is withdrawn (care-rules 3.25) */
  readonly needsConsent?: readonly Purpose[];
  /** channels that everybody reads, such as a forum or the answer to a review: nothing goes out on them that is made of facts of another class than `public` */
  readonly publicChannels?: readonly string[];
  /** how far ahead messages of more important journeys are looked for, milliseconds (care-rules 3.15); 0, and not looked for, where absent */
  readonly lookAheadMs?: number;
  /** the longest that a message waits, milliseconds; a week where absent */
  readonly longestWaitMs?: number;
  readonly next?: Partial<NextSteps>;
}

/** A policy that was checked; for `decideContact`. */
export interface ContactPolicy {
  readonly caps: readonly FrequencyCap[];
  readonly quietHours?: QuietHours;
  readonly needsConsent: readonly Purpose[];
  readonly publicChannels: readonly string[];
  readonly lookAheadMs: number;
  readonly longestWaitMs: number;
  readonly next: NextSteps;
}

/** An address that fails or is not wanted leaves others; what comes too often or too late is left out; nights pass. */
export const usualNext: NextSteps = {
  suppressed: 'other-channel', 'not-in-public': 'other-channel', 'consent-missing': 'other-channel', 'consent-withdrawn': 'other-channel',
  'cap-reached': 'continue', 'quiet-hours': 'wait', 'zone-unknown': 'continue', 'lower-priority': 'continue', expired: 'continue', 'waits-too-long': 'continue',
};

const lengthSchema = z.number().min(0).max(days(366));
const policySchema = z.strictObject({
  // each is read by its own schema
  caps: z.unknown().exactOptional(),
  quietHours: z.unknown().exactOptional(),
  needsConsent: z.array(purposeSchema).readonly().exactOptional(),
  publicChannels: z.array(z.string()).readonly().exactOptional(),
  lookAheadMs: lengthSchema.exactOptional(),
  longestWaitMs: lengthSchema.exactOptional(),
  next: z.partialRecord(z.enum(reasons), z.enum(nextSteps)).exactOptional(),
});

/** Checks a policy once, so that each message can be held to it. InvalidOptions, InvalidTimeZone. */
export function defineContactPolicy(options: ContactPolicyOptions): ContactPolicy {
  const { needsConsent = ['marketing'], publicChannels = [], lookAheadMs = 0, longestWaitMs = days(7), next } = readConfig(policySchema, options, 'policy');
  const { caps = [], quietHours } = options;
  return {
    caps: defineCaps(caps), needsConsent, publicChannels, lookAheadMs, longestWaitMs,
    ...(quietHours !== undefined && { quietHours: defineQuietHours(quietHours) }),
    next: { ...usualNext, ...next },
  };
}
