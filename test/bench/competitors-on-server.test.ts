import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { createTestDatabase } from '../adapters/postgres/test-database.js';
import { assertEndState } from './assert-end-state.js';
import type { Competitor, Course } from './competitor.js';
import { createHandWrittenOnServer } from './hand-written-on-server.js';
import { createHandWrittenWithOutbox } from './hand-written-with-outbox.js';
import { createThroughlineOnServer } from './throughline-on-server.js';
import { enterAll, planTour, visitCustomers } from './visit-customers.js';

const everybody: Readonly<Record<string, (course: Course) => Competitor | Promise<Competitor>>> = {
  'the library': createThroughlineOnServer, 'the bare loop': createHandWrittenOnServer, 'the loop with an outbox': createHandWrittenWithOutbox,
};

it.each(Object.entries(everybody))('on a server %s takes in every event it is measured by', async (_, create) => {
  const { competitor } = await start(create);
  await enterAll(competitor, 6, 3);
  const tour = planTour(6, 2);
  const { events } = await visitCustomers(competitor, tour, 0.2);
  const { customers, turns } = assertEndState(await competitor.finish(6), tour.stepsOf);
  expect({ customers, turns }).toEqual({ customers: 6, turns: events });
  expect(events).toBeGreaterThan(4);
});

it('the loop with an outbox is caught where it leaves a message in there, or the delay of a state that was left', async () => {
  for (const left of ["INSERT INTO outbox (customer, kind, body) VALUES (0, 'message', 'never sent')", "INSERT INTO delay VALUES (7, clock_timestamp())"]) {
    const { competitor, query } = await start(createHandWrittenWithOutbox);
    await enterAll(competitor, 1, 1);
    await query(left);
    await expect(competitor.finish(1)).rejects.toThrow('the hand-written loop left');
  }
});

async function start(create: (course: Course) => Competitor | Promise<Competitor>): Promise<{ readonly competitor: Competitor; readonly query: (text: string) => Promise<unknown> }> {
  const { admin, ownerUrl, end } = await createTestDatabase();
  onTestFinished(end);
  const competitor = await create({ folder: tmpdir(), afterSync() {}, database: { url: ownerUrl, group: '' } });
  return { competitor, query: (text) => admin.query(text) };
}
