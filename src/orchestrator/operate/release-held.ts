import type { Turn } from '../../customer/turn.js';
import { faultCode } from '../fault-code.js';
import type { Runtime } from '../runtime.js';
import type { Definitions } from './definitions.js';
import type { ManageInstances } from './manage-instances.js';

export interface ReleaseParts { readonly runtime: Runtime; readonly definitions: Definitions; readonly instances: ManageInstances }

/**
 * Lets go what is held for one customer of a journey that is live, when something more came for it: they need not wait until a resume comes by. Where other processes
 * share the store, one that was paused there this moment is not let go here; who set it to live, or looks next, does what fails here.
 */
export function createReleaseHeld({ runtime, definitions, instances }: ReleaseParts): (turn: Pick<Turn, 'tenant' | 'customer'>, journey: string) => void {
  const release = async ({ tenant, customer }: Pick<Turn, 'tenant' | 'customer'>, journey: string): Promise<void> => {
    try {
      if (runtime.ownership.shared) await definitions.refresh();
      if (definitions.statusOf(journey).status === 'live') await instances.releaseLane(tenant, customer, journey);
    } catch (error) {
      runtime.tell('fault', { where: 'definitions', code: faultCode(error), error });
    }
  };
  return (turn, journey) => void release(turn, journey);
}
