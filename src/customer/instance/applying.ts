import type { AnyJourney } from '../../journey/journey.js';
import type { Step, StepEvent } from '../../journey/step/step-contract.js';
import type { Contact, JourneyEvent } from '../../model/journey-event.js';
import type { CarriedFact } from '../customer-state.js';
import type { InstanceState } from './instance-state.js';

/** One step on its way into the turn: of which instance, by which event, over which contact. */
export interface Applying {
  readonly instance: InstanceState;
  readonly journey: AnyJourney;
  readonly taken: Step;
  /** what the machine was given: its functions may have read all of it */
  readonly heard: StepEvent;
  readonly name: string;
  readonly via: Contact | undefined;
  /** a system says it, or a person whose identity was proven in this contact */
  readonly verified: boolean;
  /** of a first step: what it began with */
  readonly begins?: Beginning;
}

/** What a journey begins with: the event that let the customer in, and what was known before. */
export interface Beginning { readonly event: JourneyEvent; readonly known: KnownFacts }
/** What is known of a customer beyond one journey, by name. */
export type KnownFacts = { readonly [fact: string]: CarriedFact };

/** The name of a journey's first step: it starts, it does not move. */
export const startName = 'journey.started';
