import type { ContactReason, NextStep } from '../../model/contact-reason.js';
import type { ContactAsked, ContactKnown } from './contact-asked.js';
import { checkArbitration, checkCaps, checkQuietHours } from './contact-checks.js';
import type { ContactPolicy } from './contact-policy.js';
import { checkConsent, checkExpiry, checkPrivacy, checkRetirement, checkSuppression, type ContactCheck } from './plain-checks.js';

/** What becomes of a message, and every reason for it: `checks` has each question in the order they are asked, with its answer on the channel that was wanted. */
export type ContactDecision = { readonly checks: readonly ContactCheck[] } & (
  | { readonly verdict: 'send' }
  /** to be decided again at `until`, epoch milliseconds, with the same key */
  | { readonly verdict: 'wait'; readonly until: number; readonly because: ContactReason }
  /** to be decided there; nothing speaks against it now, or only what passes by itself, so that it waits there */
  | { readonly verdict: 'other-channel'; readonly channel: string; readonly because: ContactReason }
  | { readonly verdict: 'suppress'; readonly next: 'continue' | 'exit'; readonly because: ContactReason }
);

/**
 * Whether a message may go now: suppression, then what must not be said in public, consent, the end of a channel, caps, quiet hours,
 * arbitration between journeys, expiry (care-rules 3.14-3.16, 3.20, 3.21, 3.25). To be asked when it is decided, when what waited is released, and right before it leaves; it remembers nothing of the time before. A
 * message that does not go has a reason and a declared next step (care-rules 1.4); one that can neither wait nor go elsewhere is left out.
 */
export function decideContact(policy: ContactPolicy, known: ContactKnown, asked: ContactAsked): ContactDecision {
  const checks = askAll(policy, known, asked);
  const against = failedOf(checks);
  // what passes by itself decides only where nothing else speaks against the message
  const decisive = against.find((check) => !passes(policy, asked, check));
  if (decisive !== undefined) return { ...giveUp(policy, known, asked, decisive.failed), checks };
  const last = against.toSorted((a, b) => untilOf(b) - untilOf(a)).at(0);
  return last === undefined ? { verdict: 'send', checks } : { verdict: 'wait', until: untilOf(last), because: last.failed, checks };
}

type Failed = ContactCheck & { readonly failed: ContactReason };

/** All questions are asked, so that the record says everything that spoke against a message and not the first thing only. */
function askAll(policy: ContactPolicy, known: ContactKnown, asked: ContactAsked): readonly ContactCheck[] {
  const questions = { policy, known, asked };
  const checks = [checkSuppression(questions), checkPrivacy(questions), checkConsent(questions), checkRetirement(questions), checkCaps(questions)];
  checks.push(checkQuietHours(questions, goesAt(policy, asked, checks)), checkArbitration(questions));
  return [...checks, checkExpiry(questions, goesAt(policy, asked, checks))];
}

/** When a message could go, as far as these checks tell. */
const goesAt = (policy: ContactPolicy, asked: ContactAsked, checks: readonly ContactCheck[]): number =>
  Math.max(asked.at, ...failedOf(checks).filter((check) => passes(policy, asked, check)).map(untilOf));

const failedOf = (checks: readonly ContactCheck[]): readonly Failed[] => checks.filter((check): check is Failed => check.failed !== undefined);

const untilOf = ({ until = 0 }: ContactCheck): number => until;

const passes = (policy: ContactPolicy, asked: ContactAsked, { failed, until }: Failed): boolean => until !== undefined && stepAfter(policy, asked, failed) === 'wait';

const stepAfter = (policy: ContactPolicy, asked: ContactAsked, reason: ContactReason): NextStep => asked.next?.[reason] ?? policy.next[reason];

type GivenUp = { readonly verdict: 'other-channel'; readonly channel: string; readonly because: ContactReason } | { readonly verdict: 'suppress'; readonly next: 'continue' | 'exit'; readonly because: ContactReason };

function giveUp(policy: ContactPolicy, known: ContactKnown, asked: ContactAsked, because: ContactReason): GivenUp {
  const step = stepAfter(policy, asked, because);
  const channel = step === 'other-channel' ? freeChannel(policy, known, asked) : undefined;
  if (channel !== undefined) return { verdict: 'other-channel', channel, because };
  return { verdict: 'suppress', next: step === 'exit' ? 'exit' : 'continue', because };
}

/** The best alternative that nothing speaks against now; else the best against which only that speaks which passes by itself. */
function freeChannel(policy: ContactPolicy, known: ContactKnown, asked: ContactAsked): string | undefined {
  const others = (asked.alternatives ?? []).filter((channel) => channel !== asked.channel);
  const judged = others.map((channel) => ({ channel, against: failedOf(askAll(policy, known, { ...asked, channel })) }));
  const free = judged.find(({ against }) => against.length === 0) ?? judged.find(({ against }) => against.every((check) => passes(policy, asked, check)));
  return free?.channel;
}
