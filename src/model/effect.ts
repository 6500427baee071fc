import type { Capability } from './capability.js';
import type { NextSteps } from './contact-reason.js';
import type { IssueOutcome } from './pending-issue.js';

/** Which channels a journey needs, and what each must be able to carry. Keys are the host's names for its channels. */
export type ChannelNeeds = { readonly [channel: string]: readonly Capability[] };

/** Why we write: caps, quiet hours and consent depend on it. */
export type Purpose = 'transactional' | 'service' | 'survey' | 'marketing';

type Content<Caps extends Capability> =
  & ({ readonly text: string; readonly template?: never } | { readonly template: string; readonly text?: never })
  & ('buttons' extends Caps ? { readonly buttons?: readonly string[] } : { readonly buttons?: never })
  & ('media' extends Caps ? { readonly mediaUrl?: string } : { readonly mediaUrl?: never });

/** What holds for any message: whether it only says that the customer's word came, how long it is of use, milliseconds from its decision, and where its journey goes another way than the host's rules say when it does not go. */
interface SendTerms { /** names the message within its run: `message.*` events that tell of it carry this as `data.as` */ readonly as?: string; /** it answers nothing yet: who asked goes on waiting for a first response, by every figure; false where absent */ readonly acknowledgement?: boolean; readonly expiresInMs?: number; /** `best`: at the hour at which the customer answers most, by the host's rules */ readonly when?: 'best'; readonly next?: Partial<NextSteps> }

/** Params of the `send` effect: static data, typed by what the channel can carry. `best` takes the channel the customer used last among those with an address. */
export type SendParams<N extends ChannelNeeds> =
  | { [C in keyof N & string]: { readonly channel: C; readonly purpose: Purpose; readonly locale?: string; readonly subject?: string } & SendTerms & Content<N[C][number]> }[keyof N & string]
  | { readonly channel: 'best'; readonly among?: readonly (keyof N & string)[]; readonly not?: readonly (keyof N & string)[]; readonly purpose: Purpose; readonly locale?: string; readonly template: string } & SendTerms;

export interface HandoffParams { readonly queue: string; readonly reason: string; readonly skills?: readonly string[]; readonly priority?: number }
export interface StartJourneyParams { readonly journey: string; readonly inMs?: number; readonly data?: object }
export interface RecordParams { readonly metric: string; readonly value?: number }
/** Brings an event of this journey to this instance later; the same name again replaces it. */
export interface ScheduleParams<E extends string = string> { readonly name: string; readonly inMs: number; readonly event: E; readonly data?: object }

/** What a journey has learnt of its customer, for all that is written and waited for from then on: a language tag, a name, an IANA zone, a country as ISO 3166 has it. */
export interface UpdateProfileParams { readonly locale?: string; readonly name?: string; readonly timeZone?: string; readonly country?: string }
/** Something a person or the bot has promised the customer; it stands in the briefing until it is kept. The same name again replaces it; `words` are up to 1,000 UTF-16 units. */
export interface PromiseParams { readonly name: string; readonly words: string; /** kept at the latest after this, milliseconds */ readonly inMs?: number }
/** What was tried for the customer, for whoever helps next, in up to 1,000 UTF-16 units. */
export interface AttemptParams { readonly words: string; readonly outcome?: 'resolved' | 'unresolved'; /** the article of the knowledge that was shown */ readonly article?: string }

/** Which channel to help the customer on; answered by the event `channel.chosen`. */
export interface SteerParams {
  /** the one that was read of the conversation where absent */
  readonly intent?: string;
  /** what the channel must be able to carry */
  readonly needs?: readonly Capability[];
  /** how soon the customer needs an answer; no hurry where absent */
  readonly urgency?: 'ten-seconds' | 'five-minutes' | 'one-hour' | 'one-day';
  /** the host's names; all that it chooses from where absent */
  readonly among?: readonly string[];
  /** what is to be written there, for which the customer's permission is asked; `service` where absent */
  readonly purpose?: Purpose;
}
/** How a contact ended: only `resolved` may count as a success, and only once the customer has not come back. Intent and channel are those of the conversation where absent. */
export interface OutcomeParams { readonly outcome: IssueOutcome; readonly intent?: string; readonly channel?: string; /** by the customer; else it is assumed */ readonly confirmed?: boolean; /** in the smallest unit of your money, a whole number */ readonly cost?: number }
/** A survey, as the journey that it is says it: that it was put to the customer, or, with a `rating` as it came, that they answered. One run is one asking. */
export interface SurveyParams { readonly kind: 'csat' | 'nps' | 'ces'; readonly rating?: number }
/** The channel by which the customer was asked to go on. */
export interface InviteParams { readonly to: string }

/** The effects a journey may name, with their params. */
export type Effects<N extends ChannelNeeds, E extends string = string> = {
  send: SendParams<N>;
  handoff: HandoffParams;
  startJourney: StartJourneyParams;
  schedule: ScheduleParams<E>;
  record: RecordParams;
  promise: PromiseParams;
  keepPromise: { readonly name: string };
  updateProfile: UpdateProfileParams;
  attempt: AttemptParams;
  steer: SteerParams;
  outcome: OutcomeParams;
  survey: SurveyParams;
  invite: InviteParams;
  /** `facts` go along as custom fields */
  'crm.openCase': { readonly subject: string; readonly priority?: 'low' | 'normal' | 'high'; readonly facts?: readonly string[] };
  'crm.updateCase': { readonly note?: string; readonly priority?: 'low' | 'normal' | 'high'; readonly followUpInMs?: number };
  'crm.closeCase': { readonly resolution: 'confirmed' | 'assumed' | 'unresolved'; readonly followUpInMs?: number };
  /** hands facts over as custom fields */
  'crm.upsert': { readonly facts: readonly string[] };
  'crm.logInteraction': { readonly summary: string };
};
