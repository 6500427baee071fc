import type { Consent } from '../../model/consent.js';
import type { NextSteps } from '../../model/contact-reason.js';
import type { DataClass } from '../../model/data-class.js';
import type { Purpose } from '../../model/effect.js';
import type { CountedSends } from '../caps/counted-sends.js';
import type { PossibleZones } from '../time/possible-zones.js';
import type { Suppression } from './suppression.js';

/** A message that a journey wants to send. */
export interface ContactAsked {
  /** of its effect: the same when it is decided and each time it is checked again */
  readonly key: string;
  readonly channel: string;
  readonly purpose: Purpose;
  /** now, by the store's clock, epoch milliseconds */
  readonly at: number;
  /** classes of the facts and of what else its words are made of, or may be */
  readonly carries?: readonly DataClass[];
  /** channels that everybody reads, as their adapters say */
  readonly publicChannels?: readonly string[];
  /** channels on their way out that take no message of this purpose any more, by name */
  readonly retiring?: { readonly [channel: string]: RetiringChannel };
  /** channels that would do as well, best first; each with an address */
  readonly alternatives?: readonly string[];
  /** of its journey; the higher goes first, 0 where absent */
  readonly priority?: number;
  /** when it is of no use any more, epoch milliseconds */
  readonly expiresAt?: number;
  /** when it was decided, where it has waited since */
  readonly decidedAt?: number;
  /** where its journey goes another way than the policy says */
  readonly next?: Partial<NextSteps>;
}

/** Why a channel takes no message of a purpose any more. */
export interface RetiringChannel {
  /** how far it is on its way out */
  readonly stage: string;
  /** channels with an address that stay: it takes the message all the same where the customer allows none of them; nothing goes out on it any more where absent */
  readonly others?: readonly string[];
}

/** What is known of the customer it would go to; all of it from the customer's own state. */
export interface ContactKnown {
  readonly consents: readonly Consent[];
  readonly suppressions: readonly Suppression[];
  readonly sends: CountedSends;
  readonly where: PossibleZones;
  /** keys of messages that an adapter was given and has not answered for */
  readonly underWay?: ReadonlySet<string>;
  /** messages that other journeys of the customer will want to send */
  readonly planned?: readonly PlannedSend[];
}

/** A message that is coming, as far as timers and schedules tell. */
export interface PlannedSend { readonly channel: string; readonly purpose: Purpose; readonly priority: number; readonly dueAt: number; readonly journey: string }
