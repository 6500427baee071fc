import type { CustomerState } from '../../customer/customer-state.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { LaneKey } from '../../ports/store.js';
import type { Seat } from '../lane/take-turn.js';

/**
 * Whether an effect of this run may stand in this lane: in that of the customer it began with, of the one it lives with now, or of one that
 * was merged into either. Where it came back from a merge, its rows may be in any lane it was in, also once it was merged again. `state` is that of its home.
 */
export function mayHoldRow({ lane }: LaneKey, { instance, home, state }: { readonly instance: string | undefined; readonly home: Seat; readonly state: CustomerState }): boolean {
  if (instance === undefined || lane === parseInstanceId(instance).customer || lane === home.customer) return true;
  return (state.stays?.length ?? 0) > 0 || (state.merged ?? []).some(({ customer, with: others, stays }) => customer === lane || others.some((other) => other === lane) || stays.some((other) => other === lane));
}
