import { z } from 'zod';
import { contactReasons, nextSteps, type NextSteps } from '../../model/contact-reason.js';
import { days } from '../../model/duration.js';
import type { Purpose } from '../../model/effect.js';
import { defineCaps, type FrequencyCap, type FrequencyCapOptions } from '../caps/frequency-cap.js';
import { purposeSchema } from '../purpose-schema.js';
import { defineQuietHours, type QuietHours, type QuietHoursOptions } from '../quiet-hours.js';
import { defineSendTime, type SendTimeOptions, type SendTimeRules } from '../send-time-rules.js';
import { readConfig } from '../../model/read-config.js';
import { checkTimeZone } from '../../model/time-zone.js';

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
  /** an IANA zone, taken where nothing tells where a customer is; none where absent, and then marketing and surveys are not sent in quiet hours of anywhere */
  readonly timeZone?: string;
  readonly next?: Partial<NextSteps>;
  /** how the hour is chosen for messages that say `when: 'best'`; needed where a journey sends one */
  readonly sendTime?: SendTimeOptions;
}

/** A policy that was checked; for `decideContact`. */
export interface ContactPolicy {
  readonly caps: readonly FrequencyCap[];
  readonly quietHours?: QuietHours;
  readonly needsConsent: readonly Purpose[];
  readonly publicChannels: readonly string[];
  readonly lookAheadMs: number;
  readonly longestWaitMs: number;
  readonly timeZone?: string;
  readonly next: NextSteps;
  readonly sendTime?: SendTimeRules;
}

/** An address that fails or is not wanted leaves others; what comes too often or too late is left out; nights pass. */
export const usualNext: NextSteps = {
  suppressed: 'other-channel', 'not-in-public': 'other-channel', 'consent-missing': 'other-channel', 'consent-withdrawn': 'other-channel', retiring: 'other-channel',
  'cap-reached': 'continue', 'quiet-hours': 'wait', 'zone-unknown': 'continue', 'lower-priority': 'continue', expired: 'continue', 'waits-too-long': 'continue',
};

const lengthSchema = z.number().min(0).max(days(366));
const policySchema = z.strictObject({
  // these are read by their own schemas
  caps: z.unknown().exactOptional(),
  quietHours: z.unknown().exactOptional(),
  sendTime: z.unknown().exactOptional(),
  needsConsent: z.array(purposeSchema).readonly().exactOptional(),
  publicChannels: z.array(z.string()).readonly().exactOptional(),
  lookAheadMs: lengthSchema.exactOptional(),
  longestWaitMs: lengthSchema.exactOptional(),
  timeZone: z.string().exactOptional(),
  next: z.partialRecord(z.enum(contactReasons), z.enum(nextSteps)).exactOptional(),
});

/** Checks a policy once, so that each message can be held to it. InvalidOptions, InvalidTimeZone. */
export function defineContactPolicy(options: ContactPolicyOptions): ContactPolicy {
  const { needsConsent = ['marketing'], publicChannels = [], lookAheadMs = 0, longestWaitMs = days(7), timeZone, next } = readConfig(policySchema, options, 'policy');
  const { caps = [], quietHours: quietOptions, sendTime } = options;
  const quietHours = quietOptions === undefined ? undefined : defineQuietHours(quietOptions);
  if (timeZone !== undefined) checkTimeZone(timeZone, 'policy.timeZone');
  return {
    caps: defineCaps(caps), needsConsent, publicChannels, lookAheadMs, longestWaitMs,
    ...(quietHours !== undefined && { quietHours }), ...(sendTime !== undefined && { sendTime: defineSendTime(sendTime, { quiet: quietHours, longestWaitMs }) }), ...(timeZone !== undefined && { timeZone }),
    next: { ...usualNext, ...next },
  };
}
