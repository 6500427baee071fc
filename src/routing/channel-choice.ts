import type { ChannelSuccess } from '../model/channel-success.js';
import type { IssueNews, PendingIssue } from '../model/pending-issue.js';
import type { ChannelAsked, ChannelKnown, KnownChannel } from './channel-asked.js';
import type { ChannelDecision } from './choose-channel.js';
import type { RetirementStage } from './retirement-stage.js';

/** What a host knows of its channels, made once by `defineChannelChoice` and handed to the orchestrator. All of it is pure: figures, times and state are arguments. */
export interface ChannelChoice {
  /** those whose success is followed */
  readonly intents: readonly string[];
  /** the host's names, in the order that decides where nothing else does */
  readonly channels: readonly string[];
  /** the customer's own wishes, from what is known of them beyond any journey */
  readonly wishesOf?: (facts: { readonly [fact: string]: unknown }) => CustomerWishes;
  /** How far a channel is on its way out: as the day's conditions say, else as the host wrote it down. */
  stageOf(channel: string, model: ChannelModel): RetirementStage;
  /** The channel that will most likely solve this for this customer now, and for every channel why or why not. */
  choose(known: ChoiceKnown, asked: ChannelAsked): ChannelDecision;
  /** A customer's pending issues once one more thing is told; those of intents that are not followed stay out. */
  follow(pending: readonly PendingIssue[], news: IssueNews): readonly PendingIssue[];
  /** Divides pending issues into those that can be counted now, as the names of the sums they add 1 to, and the rest; `nextAt`: when the next one can be. */
  settle(pending: readonly PendingIssue[], now: number): { readonly sums: readonly string[]; readonly pending: readonly PendingIssue[]; readonly nextAt?: number };
  /** The names of all sums that still say something of an intent. */
  sumsOf(intent: string, now: number): readonly string[];
  /** How well each channel solves an intent, from the sums in the order in which their names were given. */
  successFrom(intent: string, sums: readonly number[], now: number): readonly ChannelSuccess[];
  /** The name of the sum that a first answer adds 1 to, `tookMs` Infinity where it never came; `undefined` for a channel that is not followed. */
  sumOfResponse(response: { readonly channel: string; readonly at: number; readonly tookMs: number }): string | undefined;
  /** The names of all sums of first answers that still count. */
  responseSums(now: number): readonly string[];
  /** Within which time nine of ten had their first answer, milliseconds, by channel, from the sums in the order in which their names were given. */
  responsesFrom(sums: readonly number[], now: number): { readonly [channel: string]: number };
  /** Which channels are trusted with an intent now, of those that were trusted before or not. */
  trusted(success: readonly ChannelSuccess[], before: readonly string[]): readonly string[];
}

/** What a customer would rather have, and what they cannot use. */
export type CustomerWishes = Omit<ChannelKnown, 'channels'>;

/** What stands of success and of the day's conditions, as a plain record: the same for every customer of a tenant. */
export interface ChannelModel {
  /** by intent */
  readonly success: { readonly [intent: string]: readonly ChannelSuccess[] };
  /** channels, by intent */
  readonly trusted: { readonly [intent: string]: readonly string[] };
  /** within this nine of ten had their first answer, milliseconds, by channel; where nothing is measured what the host declared counts */
  readonly responses: { readonly [channel: string]: number };
  /** by channel */
  readonly conditions: { readonly [channel: string]: ChannelCondition };
}
/** What changes by the minute, as the host tells it. */
export interface ChannelCondition {
  /** what somebody who comes now would wait, milliseconds */
  readonly waitMs?: number;
  /** false: nobody is there though the calendar says so */
  readonly open?: boolean;
  /** how far the channel is on its way out; what the host wrote down where absent */
  readonly stage?: RetirementStage;
}

/** One customer, as a choice sees them. */
export interface ChoiceKnown extends Omit<ChannelKnown, 'channels'> { readonly channels: readonly CustomerChannel[]; readonly model: ChannelModel }
/** What is known of a channel from the customer and its adapter alone. */
export interface CustomerChannel extends Pick<KnownChannel, 'channel' | 'capabilities' | 'limits' | 'permission'> {
  readonly hasAddress: boolean;
  /** when the customer was last heard there, epoch milliseconds */
  readonly heardAt?: number;
  readonly underWay: boolean;
}
