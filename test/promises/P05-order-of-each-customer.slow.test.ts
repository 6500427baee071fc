import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { fullSize, runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { killWithWorkInHand } from './workers/disturbances.js';
import { inRuns } from './workers/in-runs.js';
import { quantile, tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

/** as many as two cores take within an hour or so */
const events = runsOf({ ci: 1_000, full: 50_000 });
const perRun = 5_000;
/** how much longer others may wait because of one customer with a fifth of all events; in CI other tests run beside it */
const slower = fullSize ? 1.2 : 3;

test(`P5: ${events} events are decided and answered in the order of each customer, one of whom has a fifth of them, and that one makes nobody wait`, async () => {
  const program = await builtWorker();
  for (const some of inRuns(events, perRun)) {
    const { faults, cameAgain, wait, evenWait } = await besideABusyOne(program, { deliveries: some / 2, workers: fullSize ? 8 : 4 });
    expect(faults).toEqual([]);
    expect(cameAgain, 'effects that came again after a kill').toBeGreaterThan(0);
    expect(wait, `half of the others waited ${evenWait} ms where all were alike`).toBeLessThan(evenWait * slower + 1);
  }
}, 10_800_000);

test('the proof notices workers that slow everybody down for the one who has the most to say', async () => {
  const program = await builtWorker('everybody-slowed-for-one', 'planted-at-order');
  const { faults, wait, evenWait } = await besideABusyOne(program, { deliveries: 300, workers: 1 });
  expect(faults).toEqual([]);
  expect(wait).toBeGreaterThan(evenWait * slower + 1);
}, 10_800_000);

/** How long half of the others wait beside a customer with a fifth of all events, and where all are alike, milliseconds. */
async function besideABusyOne(program: string, { deliveries, workers }: { readonly deliveries: number; readonly workers: number }) {
  const work = async (share: number) => workThrough({ program, database: await useTestDatabase(), workers, disturb: killWithWorkInHand(1), crowd: { customers: 80, atOnce: 12, deliveries, share } });
  const [hot, even] = [await work(0.2), await work(1 / 80)];
  tellFigures('P5, one customer with a fifth of all events', hot.figures);
  tellFigures('P5, all alike', even.figures);
  return {
    faults: [...hot.faults, ...even.faults], cameAgain: hot.figures.cameAgain + even.figures.cameAgain,
    wait: quantile(hot.figures.othersWaitMs, 0.5), evenWait: quantile(even.figures.othersWaitMs, 0.5),
  };
}
