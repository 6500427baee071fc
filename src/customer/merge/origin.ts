import type { CustomerId } from '../../model/customer-id.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { CustomerState, MergedCustomer } from '../customer-state.js';
import type { Turn } from '../turn.js';

/** The customers that are this one now. */
export const mergedNow = (state: CustomerState): readonly MergedCustomer[] => state.merged?.filter((one) => one.undoneAt === undefined) ?? [];

/** Notes whose contact or run this turn is about, where several customers were merged into this one, so that a merge can be undone with what came since. */
export function setOrigin(turn: Turn, about: { readonly identities?: readonly string[]; readonly instance?: string }): void {
  const merged = mergedNow(turn.state);
  if (merged.length === 0) return;
  const byContact = merged.find((one) => one.identities.some((identity) => about.identities?.includes(identity)));
  turn.origin = about.instance === undefined ? byContact?.customer ?? turn.customer : parseInstanceId(about.instance).customer;
}

/** Whose doing it is: of the contact, else of the run; `undefined` for a customer who was never merged. */
export function originOf(turn: Turn, instance: string): { readonly origin?: CustomerId } {
  if (mergedNow(turn.state).length === 0) return {};
  return { origin: turn.origin ?? parseInstanceId(instance).customer };
}
