import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { assertEndState } from './assert-end-state.js';
import type { StepRunner } from './step-runner.js';
import { createThroughline, driveLibrary } from './throughline.js';
import { enterAll, planTour, visitCustomers } from './visit-customers.js';
import { writeHistory } from './write-history.js';

export interface HistoryCourse { readonly folder: string; readonly interactions: number; readonly customers: number }

/** Customers with so many contacts behind them, led through the journey by `accept`, all at once, on the real store. */
export async function runLongHistory({ folder: parent, interactions, customers }: HistoryCourse): Promise<StepRunner> {
  const folder = join(parent, `after-${interactions}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'throughline.db');
  await enterAs(file, customers);
  await writeHistory(file, interactions, await lanesIn(file, customers));
  const competitor = createThroughline({ folder, afterSync: () => undefined });
  const tour = planTour(customers, customers);
  return {
    round: (seconds) => visitCustomers(competitor, tour, seconds),
    async end() {
      const { log, journeys } = await competitor.finish(customers);
      assertEndState({ ...(journeys && { journeys }), ...(log && { log: withoutHistory(log, interactions * customers) }) }, tour.stepsOf);
    },
  };
}

async function enterAs(file: string, customers: number): Promise<void> {
  const { bring, close } = driveLibrary(createSqliteStore({ file }));
  await enterAll({ bring }, customers, customers);
  await close();
}

async function lanesIn(file: string, customers: number): Promise<readonly string[]> {
  const store = createSqliteStore({ file });
  await store.open({ worker: 'bench' });
  const lanes = await store.resolve(Array.from({ length: customers }, (_, customer) => ({ tenant: 'default', identity: `user:customer-${customer}` })));
  await store.close();
  return lanes.map((lane, customer) => lane ?? missing(customer));
}

function missing(customer: number): never {
  throw new Error(`customer ${customer} is not in the file`);
}

/** A contact of the past is an event and a decision, and every second one a message of ours. */
function withoutHistory(log: { readonly event: number; readonly decision: number; readonly messagesOut: number }, contacts: number): typeof log {
  return { event: log.event - contacts, decision: log.decision - contacts, messagesOut: log.messagesOut - contacts / 2 };
}
