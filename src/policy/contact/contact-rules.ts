import type { Purpose } from '../../model/effect.js';
import type { SendTime } from '../choose-send-time.js';
import type { BestTimeAsked } from '../send-time-rules.js';
import type { CountedSend, CountedSends } from '../caps/counted-sends.js';
import type { ContactAsked, ContactKnown } from './contact-asked.js';
import type { ContactDecision } from './decide-contact.js';

/** What a customer's own state says for a decision whether to write to them. */
export interface CustomerContact extends Omit<ContactKnown, 'where'> {
  /** of their profile */
  readonly timeZone?: string;
  /** of their profile, ISO 3166 */
  readonly country?: string;
  /** in E.164 */
  readonly phones: readonly string[];
}

/** Send times for a customer, by what their own state says of where they are. */
export interface BestTimes {
  /** the hour of the week, 0 from Monday's midnight to 167, by the customer's own clock, or by one and the same where several zones are possible; absent where nothing tells it */
  hourOf(customer: CustomerContact, at: number): number | undefined;
  /** the zone by whose clock `hourOf` says it, where that is one of several that are possible; what was counted by it is read by the customer's own once that is known */
  supposedZone?(customer: CustomerContact, at: number): string | undefined;
  /** when a message leaves that may wait */
  choose(customer: CustomerContact, asked: BestTimeAsked): SendTime;
}

/**
 * Who may be written to, when and how often; for the `contact` of an orchestrator, which asks it when a message is decided, when what waited
 * is due, and right before a message leaves.
 */
export interface ContactRules {
  /** those that they name, so that a host that lacks one is told */
  readonly channels: readonly string[];
  /** how far ahead messages of more important journeys are looked for, milliseconds; 0: they are not */
  readonly lookAheadMs: number;
  /** whether a message may go now, and what comes after where it may not */
  decide(customer: CustomerContact, asked: ContactAsked): ContactDecision;
  /** whether any cap counts such messages: one that is counted has its place in a commit before it leaves */
  counts(send: { readonly channel: string; readonly purpose: Purpose }): boolean;
  /** takes a place for a message, in the commit that decides it */
  reserve(sends: CountedSends, send: Omit<CountedSend, 'state'>): CountedSends;
  /** when messages leave that may wait for the customer's best hour; absent where the host does not choose times */
  readonly sendTime?: BestTimes;
  /** forgets what counts no more; `now` in epoch milliseconds */
  prune(sends: CountedSends, now: number): CountedSends;
}
