import type { Happened } from '../../model/intent-reading.js';
import type { Intent } from '../../ports/intent.js';
import type { IntentTable } from '../../routing/intent/intent-table.js';

/** How the orchestrator finds out what customers want. */
export interface IntentWiring {
  /** why customers come and what makes which intent likely, as `defineIntents` of `throughline/steering` gives it */
  readonly table: IntentTable;
  /** reads the words; events alone decide where it is absent, too slow, or lies */
  readonly classifier?: Intent;
  /** asked at each contact what else happened around this customer, as an outage in their area; up to 100 answers count */
  readonly happened?: (about: HappenedAsked, io: { readonly signal: AbortSignal }) => Promise<readonly Happened[]> | readonly Happened[];
}

/** The customer who has made contact. */
export interface HappenedAsked {
  readonly tenant: string;
  readonly customer: string;
  /** as `namespace:value`; those of this very event come with it and are there too */
  readonly identities: readonly string[];
  /** now, by the store's clock, epoch milliseconds */
  readonly at: number;
}
