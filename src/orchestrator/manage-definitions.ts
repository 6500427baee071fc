import type { PauseRule } from '../model/declaration.js';
import { JourneyError } from '../errors/index.js';
import { parseTenant } from '../model/tenant.js';
import type { Parts } from './assemble-parts.js';

/** Pause, resume and stop of whole definitions (care-rules 2.1 C and D). */
export interface ManageDefinitions {
  pause(journey: string, rule: Partial<PauseRule>): Promise<void>;
  resume(journey: string): Promise<void>;
  stop(journey: string): Promise<void>;
}

export function createManageDefinitions({ runtime, definitions, instances }: Parts): ManageDefinitions {
  const { tell } = runtime;
  return {
    async pause(journey, rule) {
      await definitions.set(journey, { status: 'paused', since: runtime.storeNow(), rule: definitions.pauseRule(journey, rule) }, runtime.epoch());
      tell('definition.paused', { journey });
    },
    async resume(journey) {
      await definitions.set(journey, { status: 'live' }, runtime.epoch());
      await instances.eachLane({ kind: 'parked', journey }, async (tenant, lane) => {
        await instances.redriveLane(parseTenant(tenant), lane, (parked) => parked.journey === journey && parked.cause === 'Paused');
      });
      tell('definition.resumed', { journey });
    },
    async stop(journey) {
      await definitions.set(journey, { status: 'stopped', since: runtime.storeNow() }, runtime.epoch());
      await instances.eachInstance(journey, async (tenant, instance) => {
        await instances.cancel(parseTenant(tenant), instance, 'stopped').catch(unlessEnded);
      });
      tell('definition.stopped', { journey });
    },
  };
}

/** It may have ended by itself between the listing and its turn. */
function unlessEnded(error: unknown): void {
  if (!JourneyError.is(error, 'JourneyClosed')) throw error;
}
