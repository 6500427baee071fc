import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { fullSize, runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { blockBeyondLease, stopBeyondLease, type Disturb } from './workers/disturbances.js';
import { inRuns } from './workers/in-runs.js';
import { tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

/** 500 is the whole proof. */
const stops = runsOf({ ci: 6, full: 500 });
const blocks = runsOf({ ci: 3, full: 100 });
const perRun = 50;

/** a run in which nothing came again proves nothing of that, so another one follows; at most so many */
const runsAtMost = 4;

/** `unheard`: it may wake so late that it has given up waiting for the answer to a commit, which was taken */
async function commitsNothing(times: number, disturb: Disturb, unheard = false): Promise<void> {
  let [duplicates, cameAgain] = [0, 0];
  for (let run = 0; run < runsAtMost && (duplicates === 0 || cameAgain === 0); run += 1) {
    const { faults, figures } = await workThrough({ program: await builtWorker(), database: await useTestDatabase(), crowd: { customers: 60, atOnce: 12 }, leaseMs: 500, disturb, unheard });
    tellFigures('P4, stopped workers', figures);
    expect(faults).toEqual([]);
    expect(figures.leasesLost, 'workers that were told that their lease is over').toBeGreaterThan(times / 2);
    duplicates += figures.duplicates;
    cameAgain += figures.cameAgain;
  }
  expect(duplicates, 'events that were taken and answered too late').toBeGreaterThan(0);
  expect(cameAgain, 'effects that came again; runs without any prove nothing').toBeGreaterThan(0);
}

test(`P4: a worker that was stopped beyond its lease commits nothing under it when it goes on, ${stops} times, and nothing is lost or done twice meanwhile`, async () => {
  for (const times of inRuns(stops, perRun)) await commitsNothing(times, stopBeyondLease(times));
}, 10_800_000);

test(`P4: nor does one whose process was busy with one thing for longer than its lease, ${blocks} times${fullSize ? ', and four times for a minute' : ''}`, async () => {
  for (const times of inRuns(blocks, perRun)) await commitsNothing(times, blockBeyondLease(times));
  if (fullSize) await commitsNothing(4, blockBeyondLease(4, 60_000), true);
}, 10_800_000);
