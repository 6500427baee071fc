import type { Capability } from '../model/capability.js';
import type { ChannelSuccess } from '../model/channel-success.js';
import { days, hours, minutes, seconds } from '../model/duration.js';
import type { Channel } from '../ports/channel.js';
import type { RetirementStage } from './retirement-stage.js';

/** How soon the customer needs an answer: the longest that nine of ten may wait for the first one, milliseconds (care-rules 2.3). */
export const urgencies = { 'ten-seconds': seconds(10), 'five-minutes': minutes(5), 'one-hour': hours(1), 'one-day': days(1) } as const;
/** One of the bands of urgency. */
export type Urgency = keyof typeof urgencies;

/** A contact that needs a channel: a message to send, or a customer to be helped. */
export interface ChannelAsked {
  /** of its issue or effect; the same key always draws the same, so that a decision made again is the same one */
  readonly key: string;
  /** what is to be solved; absent for a message that only tells something, and then no proof is asked of a channel */
  readonly intent?: string;
  /** now, by the store's clock, epoch milliseconds */
  readonly at: number;
  /** what the channel must be able to carry */
  readonly needs: readonly Capability[];
  /** UTF-16 units of the text, where it is known */
  readonly textLength?: number;
  /** it goes out as the provider's template, which needs no open reply window */
  readonly asTemplate?: boolean;
  /** no hurry where absent */
  readonly urgency?: Urgency;
}

/** What is known of one channel for this customer and intent; all of it from state and figures, asked for before. */
export interface KnownChannel extends Pick<Channel, 'capabilities' | 'limits'> {
  readonly channel: string;
  /** a person answers there */
  readonly assisted: boolean;
  /** the customer has an address on it, or needs none */
  readonly reachable: boolean;
  /** what the contact policy says of it now */
  readonly permission: Permission;
  /** how long free text is taken after the customer's last message, epoch milliseconds; always where absent */
  readonly freeTextUntil?: number;
  /** by its business calendar */
  readonly open: boolean;
  /** when it opens, epoch milliseconds, where it is closed and ever opens */
  readonly opensAt?: number;
  /** what somebody who comes now would wait, milliseconds, as far as it is known */
  readonly waitMs?: number;
  /** within this nine of ten had their first answer, milliseconds; as measured, or as the host declares where nothing is */
  readonly responseMs?: number;
  /** of one contact, in any unit that all channels share */
  readonly cost?: number;
  /** how well it solves the intent; absent where nothing is counted */
  readonly success?: ChannelSuccess;
  /** it was trusted with the intent by the decision before */
  readonly trusted?: boolean;
  /** what a person must be able to do to use it, in the host's words: `hear`, `speak`, `see` */
  readonly demands?: readonly string[];
  /** `active` where absent */
  readonly stage?: RetirementStage;
  /** what the customer has under way goes on there */
  readonly underWay?: boolean;
}

/** Whether we may write to the customer there; `by` is the reason, `until` when it may be otherwise, epoch milliseconds. */
export type Permission = { readonly granted: true } | { readonly granted: false; readonly by: string; readonly until?: number };

/** What is known of the customer and of every channel; the host's own order of channels decides where nothing else does. */
export interface ChannelKnown {
  readonly channels: readonly KnownChannel[];
  /** the customer's own wish, best first */
  readonly preferred?: readonly string[];
  /** what the customer cannot do, in the words of `demands` */
  readonly cannot?: readonly string[];
  /** the customer is of a group that a channel is kept open for while it takes nothing new */
  readonly excepted?: boolean;
}
