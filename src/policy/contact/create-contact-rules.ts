import { pruneSends, reserveSend } from '../caps/count-sends.js';
import { isCapped } from '../caps/frequency-cap.js';
import { whereOf } from '../time/where-of.js';
import type { ContactKnown } from './contact-asked.js';
import { defineContactPolicy, type ContactPolicy, type ContactPolicyOptions } from './contact-policy.js';
import type { ContactRules, CustomerContact } from './contact-rules.js';
import { decideContact } from './decide-contact.js';

/**
 * Makes the `contact` of an orchestrator from what a host writes down: frequency caps, quiet hours, purposes that need consent, and what comes
 * after a message that does not go. InvalidOptions, InvalidTimeZone.
 *
 * @example
 * {@includeCode ../../../examples/05-cart-with-caps/cart-with-caps.ts}
 */
export function createContactRules(options: ContactPolicyOptions): ContactRules {
  const policy = defineContactPolicy(options);
  const { caps, sendTime } = policy;
  const knownOf = (customer: CustomerContact): ContactKnown => toKnown(policy, customer);
  return {
    channels: [...new Set([...policy.publicChannels, ...caps.flatMap(({ channels = [] }) => channels)])],
    lookAheadMs: policy.lookAheadMs,
    decide: (customer, asked) => decideContact(policy, toKnown(policy, customer), asked),
    counts: (send) => caps.some((cap) => isCapped(cap, send)),
    reserve: (sends, send) => reserveSend(sends, caps, send),
    prune: (sends, now) => pruneSends(sends, caps, now),
    ...(sendTime !== undefined && { sendTime: { hourOf: (customer, at) => sendTime.hourOf(knownOf(customer).where, at), supposedZone: (customer, at) => sendTime.supposedZone(knownOf(customer).where, at), choose: (customer, asked) => sendTime.choose(knownOf(customer).where, asked) } }),
  };
}

const toKnown = ({ timeZone: otherwise }: ContactPolicy, { timeZone, country, phones, ...known }: CustomerContact): ContactKnown =>
  ({ ...known, where: whereOf({ phones, ...(timeZone !== undefined && { timeZone }), ...(country !== undefined && { country }), ...(otherwise !== undefined && { otherwise }) }) });
