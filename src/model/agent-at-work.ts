import type { Agent } from './agent.js';

/** Whether an agent takes work: `not-responding` once an offer went unanswered, until they say that they are back. Only `available` is offered anything. */
export type Presence = 'available' | 'busy' | 'away' | 'not-responding' | 'offline';

/** One piece of work that takes a place at an agent: wrap-up does as the contact did, and so does an offer that is not answered yet. */
export interface Holding {
  readonly item: string;
  readonly channel: string;
  readonly status: 'offered' | 'active' | 'paused' | 'wrap-up';
}

/** An agent as of now. */
export interface AgentAtWork {
  readonly agent: Agent;
  readonly presence: Presence;
  readonly holding: readonly Holding[];
  /** since when they have had nothing to do, or when they last began something; epoch milliseconds */
  readonly idleSince: number;
  /** when they were last offered something; never where absent */
  readonly offeredAt?: number;
}
