import type { CustomerId } from '../../model/customer-id.js';
import { newCustomer } from '../customer-state.js';
import { dropRuns } from '../merge/leave-customer.js';
import type { Turn } from '../turn.js';
import { identityMark } from './tombstone.js';

/** What an erasure is about: every lane that is this customer's, and by which marks their identities are known again. */
export interface Erasing { readonly lanes: readonly CustomerId[]; readonly marks: readonly string[] }

/**
 * First step of an erasure, in the customer's own lane: nothing is known of them from this commit on, and nothing more is decided here. What stands
 * beside the state, in this lane and in those of customers who turned out to be this one, goes right after it.
 */
export function closeCustomer(turn: Turn): Erasing {
  const { tenant, customer, state } = turn;
  const joined = [...state.merged ?? [], ...(state.outgoing ?? []).flatMap(({ part }) => part.merged ?? [])].filter(({ undoneAt }) => undoneAt === undefined);
  const lanes = [...new Set([customer, ...joined.flatMap((one) => [one.customer, ...one.with])])];
  const marks = state.identities.map((identity) => identityMark(tenant, identity));
  dropRuns(turn, state.instances);
  turn.released.push(...state.identities);
  const erasing = { lanes, marks };
  turn.state = { ...newCustomer(turn.now), erasing };
  return erasing;
}
