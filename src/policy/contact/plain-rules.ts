import type { ContactAsked } from './contact-asked.js';
import type { ContactRules, CustomerContact } from './contact-rules.js';
import { checkConsent, checkExpiry, checkPrivacy, checkRetirement, checkSuppression, type ContactCheck } from './plain-checks.js';

/**
 * What holds where a host gives no rules: nobody is written to whom the host suppressed or who withdrew consent, nothing but what is public
 * goes out in public, nothing goes where nobody is served any more, and nothing that has expired. Nothing is counted, and nothing waits.
 */
export const plainRules: ContactRules = {
  channels: [],
  lookAheadMs: 0,
  decide(customer, asked) {
    const checks = askAll(customer, asked);
    const because = reasonIn(checks);
    if (because === undefined) return { verdict: 'send', checks };
    const step = asked.next?.[because];
    const channel = step === 'other-channel' ? asked.alternatives?.find((other) => reasonIn(askAll(customer, { ...asked, channel: other })) === undefined) : undefined;
    if (channel !== undefined) return { verdict: 'other-channel', channel, because, checks };
    return { verdict: 'suppress', next: step === 'exit' ? 'exit' : 'continue', because, checks };
  },
  counts: () => false,
  reserve: (sends) => sends,
  prune: (sends) => sends,
};

const policy = { publicChannels: [], needsConsent: [], longestWaitMs: Infinity };

function askAll(known: CustomerContact, asked: ContactAsked): readonly ContactCheck[] {
  const questions = { policy, known, asked };
  return [checkSuppression(questions), checkPrivacy(questions), checkConsent(questions), checkRetirement(questions), checkExpiry(questions, asked.at)];
}

const reasonIn = (checks: readonly ContactCheck[]): ContactCheck['failed'] => checks.find(({ failed }) => failed !== undefined)?.failed;
