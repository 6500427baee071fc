import type { PauseRule } from '../model/declaration.js';
import type { InstanceId } from '../model/instance-id.js';
import type { CustomerId } from '../model/customer-id.js';
import type { Consent, UnclearStop } from '../model/consent.js';
import type { DataClass } from '../model/data-class.js';
import type { Happened, IntentReading } from '../model/intent-reading.js';
import type { PendingIssue } from '../model/pending-issue.js';
import type { CountedSends } from '../policy/caps/counted-sends.js';
import type { Trials } from './experiment/trial-state.js';
import type { FactOrigin, InstanceState } from './instance/instance-state.js';
import type { AnsweredHours } from './message/best-time.js';
import type { MovedCustomer } from './merge/moved-customer.js';
import type { SaidConsent } from './merge/said-by.js';
import type { MessageDecision } from './message/message-decision.js';
import type { SaidSuppression } from './take-suppression.js';

/** All of one customer that changes together: what a lane's `state` text holds. No field begins with `$` or `_`. */
export interface CustomerState {
  /** of this layout; a newer one is refused */
  readonly format: 1;
  /** `namespace:value`, oldest first: they find this customer, and the newest of a namespace is the address on its channels */
  readonly identities: readonly string[];
  /** how each identity is known; one without an entry was vouched for */
  readonly known?: { readonly [identity: string]: IdentityRecord };
  /** identities the customer only said: never an address, never a key */
  readonly claims?: readonly { readonly identity: string; readonly at: number; readonly source: string; /** whose contact brought it, where several customers were merged into this one */ readonly origin?: CustomerId }[];
  readonly profile: CustomerProfile;
  readonly createdAt: number;
  /** runs ever begun of each journey: the next one's number */
  readonly begun: { readonly [journey: string]: number };
  /** events ever parked: the next one's number */
  readonly parkings: number;
  /** when the last one was: whatever process parks the next, it is not older */
  readonly parkedAt?: number;
  /** what of which journeys waits for the end of a pause: what comes for them later waits behind it */
  readonly held?: readonly { readonly journey: string; readonly what: keyof PauseRule }[];
  readonly instances: readonly InstanceState[];
  readonly ended: readonly EndedInstance[];
  /** the open conversation on each channel */
  readonly conversations: { readonly [channel: string]: ConversationState };
  /** journeys that begin later, by `startJourney` with a delay */
  readonly starting: readonly { readonly timer: string; readonly due: number; readonly journey: string; readonly data: object }[];
  /** what every later journey begins with: facts of the scope `customer` */
  readonly facts?: { readonly [fact: string]: CarriedFact };
  /** the conversation that is open over all channels, or was last */
  readonly thread?: ThreadState;
  /** conversations ever begun: the next one's number */
  readonly threads?: number;
  /** what stands of what the customer said about consent */
  readonly consents?: readonly Consent[];
  /** while several customers are one: all that they said of consent, with who may have said it */
  readonly saidBy?: readonly SaidConsent[];
  /** messages that may ask for no more, and that no person has looked at, or one has and found none (`isNone`); of each the newest hundred, oldest first */
  readonly unclearStops?: readonly (UnclearStop & Owned & { readonly isNone?: true })[];
  /** messages that count for caps */
  readonly sends?: CountedSends;
  /** why the customer is not written to, as the host said */
  readonly suppressions?: readonly SaidSuppression[];
  /** what the rules said of messages lately; oldest first */
  readonly decisions?: readonly MessageDecision[];
  /** web pages ever looked at: the next one's number */
  readonly webViews?: number;
  /** what was promised and is not kept yet, or was kept lately; oldest first */
  readonly promises?: readonly PromiseState[];
  /** what was tried lately; oldest first */
  readonly attempts?: readonly AttemptState[];
  /** what happened lately and may tell what the customer wants next; oldest first */
  readonly happened?: readonly (Happened & Owned)[];
  /** contacts that ended and whose recontact window has not passed */
  readonly issues?: readonly (PendingIssue & Owned)[];
  /** choices of a channel ever made: the next one's number */
  readonly choices?: number;
  /** when the CRM was last asked for this customer, store's clock; what it said is in a row of its own */
  readonly crmAskedAt?: number;
  /** the key of that asking: an answer to an earlier one says less */
  readonly crmFind?: string;
  /** the conversation that the CRM is to hear of, and when to look whether it has come to rest */
  readonly crmNote?: { readonly thread: string; readonly due: number };
  /** in which hours they were written to and answered, where the host chooses send times */
  readonly hours?: AnsweredHours;
  /** how experiments divided this customer */
  readonly trials?: Trials;
  /** effects ever begun that no journey caused: the next one's number */
  readonly acts?: number;
  /** customers that turned out to be this one, oldest first */
  readonly merged?: readonly MergedCustomer[];
  /** this customer is being erased: nothing is decided for them any more, and what is left goes in a moment */
  readonly erasing?: { readonly lanes: readonly CustomerId[]; readonly marks: readonly string[] };
  /** this customer is another one: their lane is where everything happens now */
  readonly mergedInto?: CustomerId;
  /** what is on its way to another lane: kept until that lane has taken it */
  readonly outgoing?: readonly MovedCustomer[];
  /** moves this lane has taken, so that a second delivery changes nothing */
  readonly taken?: readonly string[];
  /** customers this one was merged into for a while: what it did there stands in their log */
  readonly stays?: readonly CustomerId[];
}

/** Whose it is, where several customers were merged into this one. */
interface Owned { readonly origin?: CustomerId }

/** How an identity is known: said by the host, proven in a contact, linked by a person, or brought by a merge. */
export interface IdentityRecord { readonly how: 'vouched' | 'verified' | 'linked'; readonly at: number; readonly source: string; /** whose contact brought it, where several customers were merged into this one */ readonly origin?: CustomerId }

/** A fact that reaches beyond its journey. */
export interface CarriedFact { readonly value: unknown; readonly dataClass: DataClass; readonly origin: FactOrigin; readonly journey: string }

/** A conversation over all channels (care-rules 2.1 G): it goes on while contacts follow each other within the host's threading window. */
export interface ThreadState {
  /** `<customer>/t<number>` */
  readonly id: string;
  readonly startedAt: number;
  /** last contact, in or out */
  readonly at: number;
  /** channels it went over, in order of their first use */
  readonly channels: readonly string[];
  /** the channel of the last contact */
  readonly channel: string;
  /** facts of the scope `conversation` */
  readonly facts: { readonly [fact: string]: CarriedFact };
  /** what the customer most likely wants */
  readonly intent?: ThreadIntent;
  /** they were asked to go on by this channel */
  readonly invited?: { readonly channel: string; readonly at: number };
}

/** An intent as it was last read in a conversation, by the event that made contact. */
export interface ThreadIntent {
  readonly reading: IntentReading;
  readonly at: number;
  readonly event: string;
  /** what the words so far add to each intent's log odds */
  readonly words: { readonly [intent: string]: number };
  /** the clarifying question was asked */
  readonly asked?: true;
}

export interface PromiseState { readonly name: string; readonly words: string; readonly at: number; readonly until?: number; readonly keptAt?: number; readonly instance: string }
export interface AttemptState { readonly words: string; readonly outcome?: 'resolved' | 'unresolved'; /** the article that was shown */ readonly article?: string; readonly at: number; readonly instance: string }
/** A customer that was merged into this one, or was and is no longer (`undoneAt`). */
export interface MergedCustomer {
  /** of the merge */
  readonly id: string;
  readonly customer: CustomerId;
  readonly at: number;
  readonly because: string;
  /** those it brought, by which its later contacts are told */
  readonly identities: readonly string[];
  /** parts of the profile that came from it */
  readonly profile: readonly (keyof CustomerProfile)[];
  /** customers it had been merged into for a while before: what it did there stands in their log */
  readonly stays: readonly CustomerId[];
  /** where it came with others that had been merged into it before, those */
  readonly with: readonly CustomerId[];
  readonly undoneAt?: number;
}

export interface CustomerProfile { readonly locale?: string; readonly name?: string; readonly timeZone?: string; /** where they live, as ISO 3166 has it: it tells their zone where that is not said */ readonly country?: string }

export interface ConversationState {
  readonly id?: string;
  /** last inbound or outbound */
  readonly at: number;
  /** last inbound: where the customer is to be found */
  readonly heardAt?: number;
  /** since when the customer waits for an answer there */
  readonly askedAt?: number;
  /** keys of messages that were decided since, the first of which that is sent is the answer */
  readonly answers?: readonly string[];
  /** whose contact it was, where several customers were merged into this one */
  readonly origin?: CustomerId;
  /** key of the last message we sent into it: a reply reaches the instance that it names */
  readonly lastSend?: string;
}

/** What is left of an instance that ended: re-entry, late goals and waiting effects are judged by it. */
export interface EndedInstance {
  readonly id: InstanceId;
  readonly journey: string;
  readonly version: number;
  readonly key?: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly reason: string;
  /** it was made to leave: effects of steps before this one are no longer performed; absent where it came to its end */
  readonly forcedAt?: number;
  readonly goals: { readonly [name: string]: number };
}

/** A customer nobody has met before. */
export const newCustomer = (at: number): CustomerState => ({
  format: 1, identities: [], profile: {}, createdAt: at, begun: {}, parkings: 0, instances: [], ended: [], conversations: {}, starting: [],
});
