import type { InstanceId } from '../model/instance-id.js';
import type { InstanceState } from './instance-state.js';

/** All of one customer that changes together: what a lane's `state` text holds. No field begins with `$` or `_`. */
export interface CustomerState {
  /** of this layout; a newer one is refused */
  readonly format: 1;
  /** `namespace:value`, oldest first */
  readonly identities: readonly string[];
  readonly profile: CustomerProfile;
  readonly createdAt: number;
  /** runs ever begun of each journey: the next one's number */
  readonly begun: { readonly [journey: string]: number };
  /** events ever parked: the next one's number */
  readonly parkings: number;
  readonly instances: readonly InstanceState[];
  readonly ended: readonly EndedInstance[];
  /** the open conversation on each channel */
  readonly conversations: { readonly [channel: string]: ConversationState };
  /** journeys that begin later, by `startJourney` with a delay */
  readonly starting: readonly { readonly timer: string; readonly due: number; readonly journey: string; readonly data: object }[];
}

export interface CustomerProfile { readonly locale?: string; readonly name?: string; readonly timeZone?: string }

export interface ConversationState {
  readonly id?: string;
  /** last inbound or outbound */
  readonly at: number;
  /** last inbound: where the customer is to be found */
  readonly heardAt?: number;
  /** the last message we sent into it: a reply reaches its instance */
  readonly lastSend?: { readonly key: string; readonly instance: InstanceId };
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
