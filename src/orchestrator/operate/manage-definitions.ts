import type { PauseRule } from '../../model/declaration.js';
import { JourneyError } from '../../errors/index.js';
import { declarationOf } from '../../customer/journey-book.js';
import { parseTenant } from '../../model/tenant.js';
import type { Parts } from '../assemble-parts.js';

/** Pause, resume and stop of whole definitions (care-rules 2.1 C and D). */
export interface ManageDefinitions {
  pause(journey: string, rule: Partial<PauseRule>): Promise<void>;
  resume(journey: string): Promise<void>;
  stop(journey: string): Promise<void>;
}

export function createManageDefinitions(parts: Parts): ManageDefinitions {
  const { runtime, definitions } = parts;
  return {
    async pause(journey, rule) {
      await definitions.refresh();
      await definitions.set(journey, { status: 'paused', since: runtime.storeNow(), rule: definitions.pauseRule(journey, rule) });
      runtime.tell('definition.paused', { journey });
    },
    async resume(journey) {
      await definitions.refresh();
      await definitions.set(journey, { status: 'live' });
      await decidedBefore(parts);
      await releaseHeld(parts, journey);
      runtime.tell('definition.resumed', { journey });
    },
    async stop(journey) {
      await definitions.refresh();
      if (definitions.statusOf(journey).status !== 'stopped') await definitions.set(journey, { status: 'stopped', since: runtime.storeNow() });
      await decidedBefore(parts);
      await makeLeave(parts, journey);
      runtime.tell('definition.stopped', { journey });
    },
  };
}

/** Goes on with what a crash, or another process, interrupted: things held for a journey that is live again, instances of one that was stopped. */
export async function finishInterrupted(parts: Parts, journeys: readonly string[] = parts.book.newest.map((one) => declarationOf(one).id)): Promise<void> {
  await decidedBefore(parts);
  for (const journey of journeys) {
    const status = parts.definitions.statusOf(journey);
    if (status.status === 'live') await releaseHeld(parts, journey);
    if (status.status === 'stopped') await makeLeave(parts, journey);
  }
}

/** What was decided here under the status before may stand in no list yet: nobody would come for what it holds, or lets in, a moment later. */
const decidedBefore = ({ runtime }: Parts): Promise<void> => runtime.lanes.ended();

/** Lets go what is held for a journey that is live again, one customer after the other: whoever's things still wait has what comes later wait behind them, all others go on at once. */
async function releaseHeld({ definitions, instances }: Parts, journey: string): Promise<void> {
  await instances.eachLane({ kind: 'parked', journey }, async (tenant, lane) => {
    // it may have been paused anew meanwhile
    if (definitions.statusOf(journey).status === 'live') await instances.releaseLane(parseTenant(tenant), lane, journey);
  });
}

/** Everybody leaves, and those who waited to be let in are told that nobody is. */
async function makeLeave({ instances }: Parts, journey: string): Promise<void> {
  await instances.eachInstance(journey, async (tenant, instance) => {
    await instances.cancel(parseTenant(tenant), instance, 'stopped').catch(unlessEnded);
  });
  await instances.eachLane({ kind: 'parked', journey }, async (tenant, lane) => {
    await instances.releaseLane(parseTenant(tenant), lane, journey);
  });
}

/** It may have ended by itself between the listing and its turn. */
function unlessEnded(error: unknown): void {
  if (!JourneyError.is(error, 'JourneyClosed') && !JourneyError.is(error, 'UnknownJourney')) throw error;
}
