import type { ContactReason } from '../../model/contact-reason.js';
import { consentOf } from '../consent-of.js';
import type { ContactAsked, ContactKnown } from './contact-asked.js';
import type { ContactPolicy } from './contact-policy.js';
import { suppressionOf } from './suppression.js';

/** One question of the policy and its answer, for the decision record. */
export interface ContactCheck {
  readonly check: 'suppression' | 'privacy' | 'consent' | 'retirement' | 'caps' | 'quiet-hours' | 'arbitration' | 'expiry';
  /** absent where nothing speaks against the message */
  readonly failed?: ContactReason;
  /** the reason of the suppression, the stage of the channel, the name of the cap, or the journey that goes first */
  readonly by?: string;
  /** when it may be otherwise, epoch milliseconds; absent where nothing tells */
  readonly until?: number;
}

/** What these checks need, which ask for no clock on a wall. */
interface Questions {
  readonly policy: Pick<ContactPolicy, 'publicChannels' | 'needsConsent' | 'longestWaitMs'>;
  readonly known: Pick<ContactKnown, 'consents' | 'suppressions'>;
  readonly asked: ContactAsked;
}

export function checkSuppression({ known, asked }: Questions): ContactCheck {
  const found = suppressionOf(known.suppressions, asked);
  if (found === undefined) return { check: 'suppression' };
  return { check: 'suppression', failed: 'suppressed', by: found.reason, ...(found.until !== undefined && { until: found.until }) };
}

/** What is not for everybody is never said where everybody reads it, whoever wrote first. */
export function checkPrivacy({ policy, asked }: Questions): ContactCheck {
  const tells = asked.carries?.some((dataClass) => dataClass !== 'public') === true;
  const isPublic = policy.publicChannels.includes(asked.channel) || asked.publicChannels?.includes(asked.channel) === true;
  return tells && isPublic ? { check: 'privacy', failed: 'not-in-public' } : { check: 'privacy' };
}

/** A missing consent is none where the policy needs one (care-rules 3.25). */
export function checkConsent({ policy, known, asked }: Questions): ContactCheck {
  const state = consentOf(known.consents, asked)?.state;
  if (state === 'withdrawn') return { check: 'consent', failed: 'consent-withdrawn' };
  return state === undefined && policy.needsConsent.includes(asked.purpose) ? { check: 'consent', failed: 'consent-missing' } : { check: 'consent' };
}

/** An offer goes out on a channel on its way out only where the customer allows no other (care-rules 3.20). */
export function checkRetirement(questions: Questions): ContactCheck {
  const { asked } = questions;
  const retiring = asked.retiring?.[asked.channel];
  if (retiring === undefined) return { check: 'retirement' };
  const isAllowed = (channel: string): boolean => [checkSuppression, checkPrivacy, checkConsent].every((check) => check({ ...questions, asked: { ...asked, channel } }).failed === undefined);
  return retiring.others?.some(isAllowed) === false ? { check: 'retirement' } : { check: 'retirement', failed: 'retiring', by: retiring.stage };
}

/** Asked for the moment at which the message would go. */
export function checkExpiry({ policy, asked }: Questions, at: number): ContactCheck {
  if (at >= (asked.expiresAt ?? Infinity)) return { check: 'expiry', failed: 'expired' };
  return at - (asked.decidedAt ?? asked.at) > policy.longestWaitMs ? { check: 'expiry', failed: 'waits-too-long' } : { check: 'expiry' };
}
