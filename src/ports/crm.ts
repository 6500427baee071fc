/**
 * The system of record about customers. What is read is asked for again when an interaction begins and is never waited for; what is
 * written carries a key that is the same at every retry, and the second call with a key changes nothing. A call that rejects is retried
 * with backoff, no sooner than `retryAfterMs` of a JourneyError says: a CRM that is down or slow costs delay and nothing else. A method is there exactly where its capability is declared;
 * members stand in life-cycle order.
 */
export interface Crm {
  readonly contract: 1;
  /** the technology or product, as in `memory` */
  readonly name: string;
  readonly capabilities: { readonly [K in CrmCapability]?: true };
  /** Whom the CRM knows by any of these identities; several are answered as several, never as a guess. */
  find?(customer: CrmCustomer, io: CrmIo): Promise<CrmFound>;
  /** Creates or updates the record that holds one of the identities; fields that are not named stay. */
  upsert?(what: CrmUpsert, io: CrmIo): Promise<void>;
  /** Makes one record of two: history and cases of `from` go to `into`; nothing to merge is not an error. */
  merge?(what: CrmMerge, io: CrmIo): Promise<void>;
  /** Writes one entry of the customer's timeline, once per `externalId`; the same `externalId` again replaces its words. */
  logActivity?(what: CrmActivity, io: CrmIo): Promise<void>;
  /** Opens a case for this journey instance, at most one that is open; cases of other instances are not touched. */
  openCase?(what: CrmOpenCase, io: CrmIo): Promise<void>;
  /** Adds to the open case of this instance; none open is not an error. */
  updateCase?(what: CrmUpdateCase, io: CrmIo): Promise<void>;
  /** Closes the case that this instance opened; none open is not an error. */
  closeCase?(what: CrmCloseCase, io: CrmIo): Promise<void>;
}

/**
 * What a CRM can do. `find`, `upsert`, `merge`: those methods. `activities`: logActivity. `cases`: openCase, updateCase and closeCase.
 * `fields`: upsert and openCase keep custom fields and find answers them. `orders`: find answers orders.
 */
export type CrmCapability = 'find' | 'upsert' | 'merge' | 'activities' | 'cases' | 'fields' | 'orders';
/** What every call is given beside its content: `signal` aborts at the call's time-out and when the orchestrator closes. */
export interface CrmIo { readonly signal: AbortSignal }
/** The customer as the CRM may know them; identities are `namespace:value`. */
export interface CrmCustomer { readonly tenant: string; readonly id: string; readonly identities: readonly string[] }
/** Custom fields: plain values by name. */
export interface CrmFields { readonly [field: string]: string | number | boolean | null }

/** What a look-up gave. */
export type CrmFound =
  | { readonly status: 'none' }
  | { readonly status: 'one'; readonly record: CrmRecord }
  /** the identities belong to several records: their ids, for a person to sort out */
  | { readonly status: 'several'; readonly ids: readonly string[] };
/** What the CRM holds of one customer; times are epoch milliseconds. */
export interface CrmRecord {
  readonly id: string;
  readonly name?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  /** `vip`, `churn-risk`, ... */
  readonly segments?: readonly string[];
  readonly fields?: CrmFields;
  readonly orders?: readonly CrmOrder[];
  readonly cases?: readonly CrmCase[];
}
/** One order of a customer, as the CRM tells it. */
export interface CrmOrder { readonly id: string; readonly status: string; readonly placedAt: number; readonly summary?: string }
/** One case of a customer, open or closed. */
export interface CrmCase {
  readonly id: string;
  readonly subject: string;
  readonly status: 'open' | 'closed';
  readonly openedAt: number;
  /** when the problem began for the customer */
  readonly problemAt?: number;
  readonly priority?: CrmPriority;
  readonly resolved?: boolean;
  readonly followUpAt?: number;
  /** what was noted on it, oldest first */
  readonly notes?: readonly string[];
  readonly fields?: CrmFields;
}
/** How urgent a case is. */
export type CrmPriority = 'low' | 'normal' | 'high';

/** What every write says: the key that makes it happen once, and whom it is about. */
export interface CrmWrite { readonly key: string; readonly customer: CrmCustomer }
/** Brings a customer's record up to date, and begins one where there is none; what is not named stays as it is. */
export interface CrmUpsert extends CrmWrite { readonly name?: string; readonly locale?: string; readonly timeZone?: string; readonly fields?: CrmFields }
/** `customer` is who stays; their identities may name those of `from` already. */
export interface CrmMerge extends CrmWrite { readonly from: CrmCustomer }
/** An entry of a customer's timeline; the same `externalId` again replaces its words. */
export interface CrmActivity extends CrmWrite {
  /** names the entry: a conversation, a journey's end, a note of a journey */
  readonly externalId: string;
  readonly kind: 'conversation' | 'resolution' | 'note';
  readonly summary: string;
  readonly at: number;
  /** the channels it went over, in order */
  readonly channels?: readonly string[];
  readonly instance?: string;
}
/** What every write about a case says: `instance` is the run it belongs to, which has at most one case open. */
export interface CrmCaseWrite extends CrmWrite { readonly instance: string }
/** Opens the run's case; where one is open already it changes nothing. Times are epoch milliseconds. */
export interface CrmOpenCase extends CrmCaseWrite { readonly subject: string; readonly priority: CrmPriority; readonly problemAt: number; readonly openedAt: number; readonly fields?: CrmFields }
/** Adds a note to the run's open case, or changes what is named; without an open case it does nothing. */
export interface CrmUpdateCase extends CrmCaseWrite { readonly note?: string; readonly priority?: CrmPriority; readonly followUpAt?: number }
/** Closes the run's open case and says how it ended; without an open case it does nothing. */
export interface CrmCloseCase extends CrmCaseWrite {
  readonly resolution: 'confirmed' | 'assumed' | 'unresolved';
  /** false where it was closed without a solution */
  readonly resolved: boolean;
  readonly closedAt: number;
  readonly followUpAt?: number;
}
