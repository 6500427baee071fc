import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assertEndState } from './assert-end-state.js';
import { stepAt } from './bench-journey.js';
import type { Competitor, Course } from './competitor.js';
import { createHandWrittenLoop } from './hand-written-loop.js';
import { createRawAppend } from './raw-append.js';
import { createThroughline } from './throughline.js';
import { enterAll, planTour, visitCustomers } from './visit-customers.js';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'competitor-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const everybody: Readonly<Record<string, (course: Course) => Competitor | Promise<Competitor>>> = { 'the library': createThroughline, 'the hand-written loop': createHandWrittenLoop, 'the bare file': createRawAppend };

describe.each(Object.entries(everybody))('%s in a benchmark', (_, create) => {
  it('takes in every event it is measured by, and one event less would be noticed', async () => {
    let syncs = 0;
    const competitor = await create({ folder: await makeFolder(), afterSync: () => { syncs += 1; } });
    await enterAll(competitor, 6, 3);
    const begun = syncs;
    const tour = planTour(6, 2);
    const { events } = await visitCustomers(competitor, tour, 0.2);
    const waits = syncs - begun;
    const end = await competitor.finish(6);

    const { customers, steps, turns } = assertEndState(end, tour.stepsOf);
    expect({ customers, turns }).toEqual({ customers: 6, turns: events });
    expect(steps).toBeGreaterThan(4);
    // a slow disk makes everybody wait: each event of the loop, and each group of the others
    expect(waits).toBeGreaterThanOrEqual(events / 2);
    expect(waits).toBeLessThanOrEqual(events);
    expect(() => assertEndState(end, tour.stepsOf.map((taken, customer) => (customer === 0 ? taken + 1 : taken)))).toThrow(/where the customers are|records in the file/);
  });
});

it('a snapshot without children, which XState answers by doing nothing at all, makes the benchmark fail', async () => {
  const folder = await makeFolder();
  const loop = createHandWrittenLoop({ folder, afterSync() {} });
  await enterAll(loop, 1, 1);
  const db = new DatabaseSync(join(folder, 'hand-written.db'));
  db.exec("UPDATE customer SET snapshot = json_remove(snapshot, '$.children')");
  db.close();
  await expect(loop.bring(0, stepAt(0))).rejects.toThrow("status 'error'");
});

describe('the check of what a benchmark left behind', () => {
  it('passes where every customer took in what was brought', () => {
    const end = { journeys: [{ where: 'with a person.waiting', turns: 3 }, { where: 'with the bot.asking', turns: 0 }], sends: 3, lookups: 1, log: { event: 4, decision: 1, messagesOut: 3 } };
    expect(assertEndState(end, [2, 0])).toEqual({ customers: 2, steps: 2, turns: 3 });
  });

  it('catches a loop that wrote nothing, a customer too few and a message too many', () => {
    expect(() => assertEndState({ journeys: [{ where: 'with the bot.asking', turns: 0 }] }, [2])).toThrow('where the customers are');
    expect(() => assertEndState({ journeys: [] }, [0])).toThrow('where the customers are');
    expect(() => assertEndState({ sends: 4 }, [2, 0])).toThrow('messages that reached the channel');
    expect(() => assertEndState({ log: { event: 3, decision: 1, messagesOut: 3 } }, [2, 0])).toThrow('entries of the log');
  });
});

it('the way through the customers meets each of them once before any comes again, and no two clients are with the same', () => {
  const begun = planTour(1_000, 8);
  const met = Array.from({ length: 1_000 }, (_, place) => begun.customerAt(place));
  expect(new Set(met).size).toBe(1_000);
  const next = planTour(1_000, 3, { ...begun, at: begun.at.map((place) => place + 80) });
  expect([0, 1, 2].map(next.customerAt)).toEqual([88, 89, 90].map(begun.customerAt));
});
