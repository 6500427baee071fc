import type { Confidence, CustomerKind } from './confidence.js';

/** Why an event did less than move a journey, for a program to branch on; `because` says it to a person. */
export type ReceiptReason =
  /** no journey declares the type */
  | 'UnknownEvent'
  /** journeys declare it, but none of this customer runs */
  | 'NoJourney'
  /** the journey that declares it is over */
  | 'JourneyClosed'
  /** the current state has nothing for it, and its rule is to ignore it; or a person reviews a message of which nothing unclear is kept */
  | 'NotHandled'
  /** a provider tells of a message what was known already, or less than that */
  | 'Outdated'
  /** the entry rule does not let the customer in now, or the definition is stopped, or paused and discards entries */
  | 'NotEntered'
  /** its journey is paused: it is kept and goes on at resume */
  | 'Paused'
  /** it could not be handled, or waits behind one that could not: kept as a dead letter */
  | 'HandlingFailed'
  /** too much is waiting */
  | 'Busy';

/** One instance that an event moved: the states it left and those it is in now, as paths; `from` is absent where it has just begun, `version` in what was kept by a release that did not write it. */
export interface Move { readonly instance: string; readonly journey: string; readonly version?: number; readonly from?: readonly string[]; readonly to: readonly string[] }

interface Answer {
  /** absent where no customer was settled on */
  readonly customer?: string;
  /** whether we know a person behind them, and how surely; the briefing says why */
  readonly identity?: { readonly kind: CustomerKind; readonly confidence: Confidence };
  /** the instances the event reached */
  readonly instances: readonly string[];
  /** one sentence for a person */
  readonly because: string;
  readonly reason?: ReceiptReason;
}

/** What `accept` answers once an event is durably decided: what became of it, and why. Nothing is acknowledged by `busy`: send it again after `retryAfterMs` milliseconds. */
export type Receipt =
  | (Answer & { readonly status: 'handled'; readonly moved: readonly Move[] })
  /** kept until a state takes it or its time is up, epoch milliseconds */
  | (Answer & { readonly status: 'deferred'; readonly until?: number })
  | (Answer & { readonly status: 'ignored' })
  /** the same event came before; `first` is what was answered then, absent where that is no longer kept */
  | (Answer & { readonly status: 'duplicate'; readonly first?: Exclude<Receipt, { readonly status: 'duplicate' | 'busy' }> })
  /** kept as a dead letter that a person can redrive by this id */
  | (Answer & { readonly status: 'parked'; readonly parked: string })
  | (Answer & { readonly status: 'busy'; readonly retryAfterMs: number });
