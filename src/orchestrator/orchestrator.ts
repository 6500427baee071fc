import type { Briefing } from '../customer/briefing/briefing.js';
import type { Interaction } from '../customer/briefing/interaction.js';
import type { Explanation } from '../customer/explain-customer.js';
import type { LibraryEvent } from '../customer/library-event.js';
import type { Redriven } from '../customer/parked/redrive-parked.js';
import type { AnyJourney } from '../journey/journey.js';
import type { PauseRule } from '../model/declaration.js';
import type { SteerParams } from '../model/effect.js';
import type { Incoming } from '../model/incoming-event.js';
import type { Receipt } from '../model/receipt.js';
import type { ChannelDecision } from '../routing/choose-channel.js';
import type { ErasedCustomer } from './erase/erase-customer.js';
import type { CustomerName } from './reading/find-customer.js';
import type { Linked } from './merge/link-customers.js';
import type { EventOf } from './options/orchestrator-options.js';
import type { OrchestratorEvents } from './orchestrator-events.js';
import type { WebhookHandler } from './webhook/create-webhook-handler.js';

/** An event of these journeys, as the host brings it to `accept`. */
export type IncomingOf<J extends readonly AnyJourney[]> = Omit<Incoming, 'type' | 'data'> & (EventOf<J[number]> | LibraryEvent);

/** Journeys at work: every customer's, on one store. */
export interface Orchestrator<J extends readonly AnyJourney[] = readonly AnyJourney[]> {
  /** Opens the store and the channels and takes up what an earlier run left; `accept` does it by itself. */
  start(): Promise<void>;
  /**
   * Takes one event durably: it resolves only after the commit, with what became of it. Throws a JourneyError for input that breaks the
   * contract (nothing is kept), StoreUnavailable when it could not be committed (send it again with the same id) and Closed.
   */
  accept(event: IncomingOf<J>): Promise<Receipt>;
  /** A webhook for a channel whose provider calls us, for any framework that speaks Request and Response. */
  handler(channel: string): WebhookHandler;
  /** Where a customer's journeys stand, what they wait for and what the last event did; UnknownCustomer. */
  explain(customer: CustomerName, instance?: string): Promise<Explanation>;
  /**
   * Which of the host's channels would be best for a customer now, and why each of the others is not; an intent that is not said is the one that was read of
   * the conversation. Changes nothing. UnknownCustomer; InvalidInput where the host has no `channelChoice`.
   */
  explainChannel(customer: CustomerName, asked?: SteerParams): Promise<ChannelDecision>;
  /** What a person needs before hello, as one of the host's `roles` sees it; without a role all of it. InvalidInput for a role that is not declared. */
  briefing(customer: CustomerName, options?: { readonly role?: string }): Promise<Briefing>;
  /** A page of a customer's interactions over all channels and of what they looked at, newest first; go on with `before` = the last one's position. */
  timeline(customer: CustomerName, page?: { readonly before?: number; readonly limit?: number; readonly role?: string }): Promise<readonly (Interaction & { readonly position: number })[]>;
  /**
   * Makes one customer of two, because a person or a process of the host says they are one: runs, history, consents and facts go to the one
   * that was known first, and events of either reach it. `because` stands in the log. Contacts whose identities were all proven do it by themselves.
   */
  link(one: CustomerName, other: CustomerName, because: string): Promise<Linked>;
  /** Undoes a link: `merged`, as `link` answered it, is a customer of their own again, with what they brought and what came since by their contacts; UnknownCustomer where there is no such link. */
  unlink(merged: string, because: string, tenant?: string): Promise<Linked>;
  /**
   * Erases a customer, and whoever turned out to be them, from the store: runs, history, context, consents, identities, and everything that waits. A tombstone
   * without personal data stays; what comes for them later is `Erased`. Resolves when all is gone; interrupted, it goes on by itself or when called again, with the same answer. UnknownCustomer.
   */
  erase(customer: CustomerName): Promise<ErasedCustomer>;
  /** Pages through what exists: running instances, parked events, dead effects. */
  list(query: ListWanted): Promise<ListPage>;
  /** Tries again what was kept: one parked event or dead effect by its id or key, or all parked events of a journey. */
  redrive(what: { readonly parked: string; readonly tenant?: string } | { readonly dead: string; readonly tenant?: string } | { readonly journey: string; readonly tenant?: string }): Promise<Redriven>;
  /** Ends one instance; what it has not sent yet is not sent. */
  cancel(instance: string, options?: { readonly reason?: string; readonly tenant?: string }): Promise<void>;
  /** Pauses a definition, by kind of node as its declaration says or as given here; outlives a restart. */
  pause(journey: string, rule?: Partial<PauseRule>): Promise<void>;
  /** Ends a pause: what was held goes on, oldest first for each customer. */
  resume(journey: string): Promise<void>;
  /** Ends a definition for good: every running instance leaves with the reason `stopped`, and no new one begins. */
  stop(journey: string): Promise<void>;
  /** Sums of what commits counted, by name; 0 where nothing was. */
  figures(names: readonly string[], tenant?: string): Promise<readonly number[]>;
  /** Hears what the orchestrator tells, after the commit that made it true. */
  on<K extends keyof OrchestratorEvents>(type: K, listener: (what: OrchestratorEvents[K]) => void): void;
  /** Hears it no more. */
  off<K extends keyof OrchestratorEvents>(type: K, listener: (what: OrchestratorEvents[K]) => void): void;
  /** Takes no more events, finishes what is under way and lets go of store and channels; may be called twice. */
  close(): Promise<void>;
}

/** What to page through, and which of it. */
export interface ListWanted {
  readonly kind: 'instance' | 'parked' | 'dead';
  readonly tenant?: string;
  readonly journey?: string;
  /** the `next` of the page before */
  readonly after?: string;
  /** 100 */
  readonly limit?: number;
}
/** One page of what was asked for, and where the next one begins. */
export interface ListPage { readonly items: readonly ListedItem[]; readonly next?: string }
/** A running instance, a parked event or a dead effect: ids and causes, no texts. What a channel could not read is a parked event of customer and journey `~inbound`. */
export interface ListedItem {
  readonly tenant: string;
  readonly customer: string;
  /** of an instance or a parked event its id, of an effect its key */
  readonly id: string;
  readonly journey?: string;
  readonly instance?: string;
  readonly status: string;
  readonly cause?: string;
  /** of a dead effect: `send`, `activity`, `handoff`, `crm.openCase`, ... */
  readonly kind?: string;
  /** of a dead message */
  readonly channel?: string;
}
