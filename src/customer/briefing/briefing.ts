import type { Confidence } from '../../model/confidence.js';
import type { Consent, UnclearStop } from '../../model/consent.js';
import type { DataClass } from '../../model/data-class.js';
import type { IntentReading } from '../../model/intent-reading.js';
import type { CrmRecord } from '../../ports/crm.js';
import type { CustomerProfile } from '../customer-state.js';
import type { CustomerIdentity } from '../identity/identity-of.js';
import type { FactOrigin } from '../instance/instance-state.js';
import type { Interaction, Withheld } from './interaction.js';

/** What a person needs before hello: who it is, what is going on, what was said, what is known and what was promised. Times are the store's clock, epoch milliseconds. */
export interface Briefing {
  /** as of */
  readonly at: number;
  readonly customer: string;
  readonly who: BriefedWho;
  /** as `namespace:value`, those of `who` that this role sees */
  readonly identities: readonly string[];
  readonly profile: CustomerProfile & { readonly withheld?: readonly Withheld[] };
  /** the conversation that is open over all channels, or was last */
  readonly conversation?: BriefedConversation;
  readonly journeys: readonly BriefedJourney[];
  /** known beyond any journey: facts of the customer, and of the conversation while it is open */
  readonly facts: readonly (KnownFact & { readonly scope: 'customer' | 'conversation'; readonly journey: string })[];
  /** those still open first, each oldest first */
  readonly promises: readonly BriefedPromise[];
  /** what was tried, oldest first */
  readonly attempts: readonly BriefedAttempt[];
  /** runs that ended lately, newest first, at most 20 */
  readonly ended: readonly BriefedEnd[];
  /** the last 50 interactions over all channels, oldest first */
  readonly interactions: readonly Interaction[];
  /** the last 20 pages and other web behaviour, oldest first */
  readonly web: readonly Interaction[];
  readonly consents: readonly (Consent & { readonly withheld?: readonly Withheld[] })[];
  /** messages that may ask for no more, which a person has to look at; oldest first, absent where there is none */
  readonly unclearStops?: readonly UnclearStop[];
  readonly crm: BriefedCrm;
}

export interface BriefedWho extends CustomerIdentity {
  readonly identities: readonly BriefedIdentity[];
  /** only said, never used to find anybody */
  readonly claims: readonly BriefedIdentity[];
  /** customers that turned out to be this one */
  readonly merged: readonly BriefedMerge[];
}
export interface BriefedMerge { readonly customer: string; readonly at: number; readonly because?: string; readonly withheld?: readonly Withheld[] }
export interface BriefedIdentity {
  readonly namespace: string;
  readonly value?: string;
  readonly how: Confidence;
  readonly since: number;
  /** the source that said so */
  readonly source?: string;
  readonly withheld?: readonly Withheld[];
}
export interface BriefedConversation {
  readonly id: string;
  readonly open: boolean;
  readonly startedAt: number;
  readonly lastAt: number;
  /** in order of their first use */
  readonly channels: readonly string[];
  /** what the customer most likely wants, as it was read at their last contact */
  readonly intent?: BriefedIntent;
  /** the channel by which they were asked to go on */
  readonly invitedTo?: string;
}
export interface BriefedIntent extends IntentReading { readonly at: number; readonly withheld?: readonly Withheld[] }
export interface BriefedJourney {
  readonly instance: string;
  readonly journey: string;
  readonly inWords: string;
  /** event types and activities that would move it */
  readonly waitsFor: readonly string[];
  readonly since: number;
  readonly facts: readonly KnownFact[];
}
/** One thing already given, with how careful we must be with it and the touchpoint it came from. */
export interface KnownFact {
  readonly name: string;
  /** undefined where it is withheld */
  readonly value: unknown;
  readonly withheld?: true;
  readonly dataClass: DataClass;
  readonly origin: FactOrigin;
  /** a system said it, or a person whose identity was proven in that contact */
  readonly verified: boolean;
}
export interface BriefedPromise {
  readonly name: string;
  readonly words?: string;
  readonly at: number;
  readonly until?: number;
  readonly keptAt?: number;
  readonly overdue: boolean;
  readonly instance: string;
  readonly withheld?: readonly Withheld[];
}
export interface BriefedAttempt { readonly words?: string; readonly outcome?: 'resolved' | 'unresolved'; /** the article that was shown */ readonly article?: string; readonly at: number; readonly instance: string; readonly withheld?: readonly Withheld[] }
export interface BriefedEnd { readonly instance: string; readonly journey: string; readonly startedAt: number; readonly endedAt: number; readonly reason: string; readonly goals: readonly string[] }

/** What the CRM said last, and how old that is: it was asked when the interaction began, and is not waited for. */
export interface BriefedCrm {
  readonly status: 'none configured' | 'not asked' | 'unavailable' | 'unknown there' | 'known' | 'ambiguous';
  /** when it answered, or gave no answer that could be used */
  readonly askedAt?: number;
  readonly ageMs?: number;
  /** of `unavailable`: what it said before */
  readonly record?: Partial<CrmRecord>;
  /** of `unavailable`: how old the record is */
  readonly recordAgeMs?: number;
  /** of `ambiguous`: the records, for a person to sort out */
  readonly ids?: readonly string[];
  readonly withheld?: readonly Withheld[];
}
