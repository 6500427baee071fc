import type { Arrival } from '../decide-event.js';
import type { JourneyEvent } from '../../model/journey-event.js';

/** Everything that can come in at a customer's door, as data: what is parked and redriven is one of these. */
export type LaneInput =
  /** an event for one instance */
  | { readonly kind: 'event'; readonly id: string; readonly event: JourneyEvent; readonly instance: string }
  /** an event that starts a journey */
  | { readonly kind: 'entry'; readonly id: string; readonly event: JourneyEvent; readonly journey: string }
  /** an event of a journey whose beginning is held */
  | { readonly kind: 'behind'; readonly id: string; readonly event: JourneyEvent; readonly journey: string }
  /** a journey that another one starts, by name */
  | { readonly kind: 'start'; readonly journey: string; readonly data: object }
  /** a whole event whose meaning could not be found out */
  | { readonly kind: 'arrival'; readonly arrival: Arrival }
  | { readonly kind: 'timer'; readonly timer: string; readonly due: number }
  | { readonly kind: 'answer'; readonly key: string; readonly instance: string; readonly invokeId: string; readonly answer: ActivityAnswer }
  /** a held outbox row, to be added again with the same key and bytes */
  | { readonly kind: 'effect'; readonly key: string; readonly queue?: string; readonly body: string };

export type ActivityAnswer =
  | { readonly status: 'done'; readonly output: unknown }
  | { readonly status: 'failed'; readonly code: string; readonly message: string };
