import type { JourneyEvent } from '../model/journey-event.js';

/** What a journey's machine is started with: the event that let the customer in, and what was already known about them. */
export interface JourneyInput<E = JourneyEvent> {
  readonly event: E;
  readonly customerId: string;
  /** when the run began, epoch milliseconds of the store's clock */
  readonly startedAt: number;
  /** facts known from elsewhere, by name, each the newest; one that this journey declares fits its schema or is left out, others come as they are */
  readonly facts: { readonly [fact: string]: unknown };
}
