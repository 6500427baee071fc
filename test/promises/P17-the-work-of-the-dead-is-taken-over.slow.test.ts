import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { fullSize, runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { killWithWorkInHand } from './workers/disturbances.js';
import { inRuns } from './workers/in-runs.js';
import { tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

/** 1,000 is the whole proof. */
const kills = runsOf({ ci: 4, full: 1_000 });
const perRun = 100;
/** few enough that a machine with two cores has time left: what is measured is who takes over, not how long an event waits where all are busy */
const atOnce = 4;
const leaseMs = fullSize ? 2_000 : 600;
const pollMs = fullSize ? 500 : 150;
/** what the kill, the pipe and the call themselves take, milliseconds */
const onTheWayMs = 300;
const takeOverMs = (leaseMs + pollMs) * (fullSize ? 1 : 10) + onTheWayMs;

const kinds = ['send', 'weigh', 'delay'] as const;

test(`P17: what a killed worker had in hand is taken over by others within ${takeOverMs} ms, ${kills} times, with a lease of ${leaseMs} ms and a look every ${pollMs}`, async () => {
  const program = await builtWorker();
  for (const times of inRuns(kills, perRun)) {
    const { faults, figures } = await workThrough({ program, database: await useTestDatabase(), leaseMs, pollMs, takeOverMs, crowd: { customers: 100, atOnce }, disturb: killWithWorkInHand(times, kinds) });
    tellFigures('P17, killed with work in hand', figures);
    expect(faults).toEqual([]);
    expect(figures.takenOver, 'messages that were taken over').toBeGreaterThan(times);
    expect(figures.activitiesTakenOver, 'activities that were taken over').toBeGreaterThan(times / 2);
    // a customer who says something meanwhile often leaves the state that waits
    expect(figures.delaysTakenOver, 'delays that were taken over').toBeGreaterThan(0);
  }
}, 10_800_000);

if (fullSize) {
  test('P17: at the lease and the look that the library has by itself it is 35 seconds at most', async () => {
    const { faults, figures } = await workThrough({ program: await builtWorker(), database: await useTestDatabase(), defaults: true, takeOverMs: 35_000 + onTheWayMs, crowd: { customers: 100, atOnce }, disturb: killWithWorkInHand(1, kinds) });
    tellFigures('P17, a lease of 30 seconds', figures);
    expect(faults).toEqual([]);
    expect(figures.takenOver).toBeGreaterThan(0);
    // nobody takes it up before the lease is over
    expect(figures.longestMs).toBeGreaterThan(20_000);
  }, 600_000);
}
