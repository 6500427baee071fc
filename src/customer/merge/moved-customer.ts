import type { CustomerId } from '../../model/customer-id.js';
import type { NewParked } from '../../ports/store.js';
import type { CustomerState } from '../customer-state.js';

/**
 * What goes from one customer's lane to another's. A merge spans two lanes, so it is two steps: the first commits this beside the state it
 * came from, the second takes it, once; between them whoever comes to either lane makes the second step first.
 */
export interface MovedCustomer {
  /** of the merge; a merge and its undoing are two moves of one merge */
  readonly id: string;
  readonly kind: 'join' | 'return';
  readonly from: CustomerId;
  readonly to: CustomerId;
  readonly at: number;
  readonly because: string;
  readonly part: CustomerPart;
  /** of one who joins: customers they had been merged into for a while before */
  readonly stays: readonly CustomerId[];
  /** a person or a process of the host said that they are one; else a contact proved it */
  readonly linked: boolean;
  /** the CRM is still to hear of its conversation */
  readonly unnoted: boolean;
  /** dead letters go along */
  readonly parked: readonly NewParked[];
}

/** All of a customer that another one can take over; what stays behind names the lane and its counts. */
export type CustomerPart = Omit<CustomerState, 'format' | 'parkings' | 'parkedAt' | 'held' | 'threads' | 'webViews' | 'acts' | 'mergedInto' | 'outgoing' | 'taken' | 'stays' | 'crmAskedAt' | 'crmFind' | 'crmNote' | 'erasing'>;

/** moves a lane remembers to have taken; one of those on its way is made again at most as long as it is there */
export const movesKept = 200;

/** Names a move, for the lane that takes it. */
export const moveName = ({ id, kind }: MovedCustomer): string => `${id} ${kind}`;
