import type { Texts } from '../../customer/message/render-text.js';
import type { AnyJourney } from '../../journey/journey.js';
import type { Capability } from '../../model/capability.js';
import type { Limits } from '../../model/limits.js';
import type { ContactRules } from '../../policy/contact/contact-rules.js';
import type { Experiment } from '../../experiment/experiment.js';
import type { BusinessCalendar } from '../../policy/time/business-calendar.js';
import type { Channel } from '../../ports/channel.js';
import type { Clock } from '../../ports/clock.js';
import type { Crm } from '../../ports/crm.js';
import type { Store } from '../../ports/store.js';
import type { ChannelChoiceWiring } from './channel-choice-options.js';
import type { IntentWiring } from './intent-options.js';
import type { Handoff, RunActivity } from '../dispatch/perform-effect.js';
import type { Roles } from './roles.js';
import type { Meaning, Understand } from '../door/understand-event.js';

type TypesOf<J> = J extends { readonly journey: { readonly types?: infer T } } ? NonNullable<T> : never;
type NeedsOf<J> = TypesOf<J> extends { readonly needs: infer N } ? N : never;
type EventsIn<J> = TypesOf<J> extends { readonly events: infer E } ? E : never;
type ActivitiesIn<J> = TypesOf<J> extends { readonly activities: infer A } ? A : never;
// journey by journey: a union of their types would be reduced to its least, `{}` where one journey needs nothing
type ChannelNamesOf<J> = J extends unknown ? keyof NeedsOf<J> & string : never;
type ActivityNamesOf<J> = J extends unknown ? keyof ActivitiesIn<J> & string : never;
/** A list of journeys whose types were lost on the way is checked when the orchestrator is created, not by the compiler. */
type IfUntyped<T, Then, Else> = 0 extends 1 & T ? Then : Else;

/** The capabilities that any journey needs of one channel. */
type NeededOf<J, C extends string> = J extends unknown ? (NeedsOf<J> extends { readonly [K in C]: readonly (infer K)[] } ? K & Capability : never) : never;
/** A channel adapter for each channel that the journeys name, able to carry what they need. */
export type ChannelsFor<J> = IfUntyped<NeedsOf<J>, { readonly [name: string]: Channel }, { readonly [C in ChannelNamesOf<J>]: Channel & { readonly capabilities: { readonly [K in NeededOf<J, C>]: true } } }>;

type ActivityOf<J, K extends string> = J extends unknown ? (ActivitiesIn<J> extends { readonly [N in K]: infer A } ? A : never) : never;
type Implementation<A> = A extends { readonly input: infer I; readonly output: infer O } ? (input: I, io: ActivityIo) => O | Promise<O> : never;
/** What an activity is given beside its input. */
export interface ActivityIo {
  /** the same at every attempt: hand it on as an idempotency key */
  readonly key: string;
  /** from 1 */
  readonly attempt: number;
  /** aborts at the activity's time-out and when the orchestrator closes */
  readonly signal: AbortSignal;
}
/** The host's code for each activity that the journeys name. */
export type ActivitiesFor<J> = IfUntyped<ActivitiesIn<J>, { readonly [name: string]: RunActivity }, { readonly [K in ActivityNamesOf<J>]: Implementation<ActivityOf<J, K>> }>;

/** The events that the journeys declare, each with its data. */
export type EventOf<J> = IfUntyped<EventsIn<J>, { readonly type: string; readonly data: object }, J extends unknown ? { readonly [K in keyof EventsIn<J> & string]: { readonly type: K; readonly data: EventsIn<J>[K] } }[keyof EventsIn<J> & string] : never>;

type Needed<K extends string, T> = [string] extends [keyof T] ? { readonly [P in K]?: T } : [keyof T] extends [never] ? { readonly [P in K]?: T } : { readonly [P in K]: T };

/** Everything a running orchestrator is made of: the journeys decide, these carry out. */
export type OrchestratorOptions<J extends readonly AnyJourney[], M = Meaning<EventOf<J[number]>>> = BaseOptions<J> & UnderstandOption<J, M> & Needed<'channels', ChannelsFor<J[number]>> & OtherChannels & Needed<'activities', ActivitiesFor<J[number]>>;

/** Some channels are named by no journey, such as one that only hears. */
interface OtherChannels { readonly channels?: { readonly [name: string]: Channel } }

/** Apart from the rest, so that the compiler keeps the literal types of what it answers. */
interface UnderstandOption<J extends readonly AnyJourney[], M> {
  /** names the journey events in what a channel brings; called again should a commit be tried again */
  readonly understand?: Understand<M, J[number]['journey']['id']>;
}

interface BaseOptions<J extends readonly AnyJourney[]> {
  /** every version that instances still run on, not only the newest */
  readonly journeys: J;
  readonly store: Store;
  /** chooses channels and follows how well they do; where absent the best channel is the one used last */
  readonly channelChoice?: ChannelChoiceWiring;
  /** reads what customers want when they make contact; nothing is read where it is absent */
  readonly intent?: IntentWiring;
  /** who may be written to, when and how often, as createContactRules of `throughline/policy` gives it; where absent only what a customer withdrew and the host suppressed is held back */
  readonly contact?: ContactRules;
  /** needed where a journey names a `crm.*` effect */
  readonly crm?: Crm;
  /** puts a handoff before a person; needed where a journey names the `handoff` effect; a second call has the same key */
  readonly handoff?: Handoff;
  /** which data classes each role sees in a briefing, by name: `{ agent: { sees: ['public', 'internal', 'personal'] } }`; none */
  readonly roles?: Roles;
  /** the role whose briefing goes with every handoff and `handoff.briefed`; all is shown where none is named */
  readonly handoffRole?: string;
  /** every template that a journey sends, by name */
  readonly texts?: Texts;
  /** what customers are divided by, as defineExperiment of `throughline/experiment` gave it; a journey takes part by a fact of an experiment's id */
  readonly experiments?: readonly Experiment[];
  /** business hours by name, for waits that go by them, as defineCalendar of `throughline/policy` gave them */
  readonly calendars?: { readonly [name: string]: BusinessCalendar };
  /** where a customer's own is not known; `en` */
  readonly locale?: string;
  /** `several`: every event must name its tenant; `one` */
  readonly tenants?: 'one' | 'several';
  /** how long a conversation goes on over all channels after its last contact, milliseconds, 0 or more; 0: it keeps to one channel; 72 hours */
  readonly threading?: { readonly windowMs: number };
  readonly limits?: Partial<Limits>;
  readonly clock?: Clock;
  readonly timing?: Partial<Timing>;
}

/** How long things wait, all in milliseconds. */
export interface Timing {
  /** one call of a channel, the CRM or `handoff`; 10,000 */
  readonly callMs: number;
  /** one call of the store; after it the outcome counts as unknown and is asked for again; 30,000 */
  readonly storeMs: number;
  /** `understand`, and each of `intent`'s classifier and `happened`, and `channelChoice`'s conditions; 5,000 */
  readonly understandMs: number;
  /** an effect or timer that was handed out comes again after this, should the process die; 30,000 and more than any call takes */
  readonly leaseMs: number;
  /** the longest time between two looks at what is due; 5,000 */
  readonly pollMs: number;
  /** first wait before a retry, doubling; 500 */
  readonly retryFirstMs: number;
  /** longest wait before a retry; 300,000 */
  readonly retryMaxMs: number;
  /** tries before an effect is a dead letter; 12 */
  readonly retryAttempts: number;
  /** failures in a row that open a circuit; 5 */
  readonly circuitFailures: number;
  /** first time a circuit stays open, doubling; 1,000 */
  readonly circuitOpenMs: number;
  /** longest time a circuit stays open; 60,000 */
  readonly circuitMaxMs: number;
  /** a customer who has been quiet for so long begins anew: the CRM is asked again, and told of the conversation before; 1,800,000 */
  readonly conversationIdleMs: number;
  /** how long `close` waits for calls under way; 10,000 */
  readonly drainMs: number;
}

export const defaultTiming: Timing = {
  callMs: 10_000, storeMs: 30_000, understandMs: 5_000, leaseMs: 30_000, pollMs: 5_000, retryFirstMs: 500, retryMaxMs: 300_000, retryAttempts: 12,
  circuitFailures: 5, circuitOpenMs: 1_000, circuitMaxMs: 60_000, conversationIdleMs: 1_800_000, drainMs: 10_000,
};
