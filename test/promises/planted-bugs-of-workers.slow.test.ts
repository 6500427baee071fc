import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { builtWorker, workerBugs } from './workers/built-worker.js';
import { blockBeyondLease, type Disturb, killAndHush, killAtRandom, killWithWorkInHand, rollingRestarts, stopBeyondLease } from './workers/disturbances.js';
import type { FaultKind } from './workers/fault.js';
import { plantInSchema, schemaBugs } from './workers/schema-bugs.js';
import { workThrough } from './workers/work-through.js';

interface Looked {
  readonly disturb: Disturb;
  /** with fewer, hardly any delay comes to its end; 10 */
  readonly customers?: number;
  /** how often an event is told, at most; once */
  readonly upTo?: number;
  /** longer than the work of the dead may wait, so that it is late first; 2,000 */
  readonly patienceMs?: number;
  /** what it must find of the bug, and what else it may find */
  readonly must: FaultKind;
  readonly may?: readonly FaultKind[];
}

/** What follows where two decisions are made on one state. */
const seenToo: readonly FaultKind[] = [
  'a basket is not what its events make it', 'a reader saw what never was', 'an event took effect twice', 'an event was answered wrongly', 'an event was never answered', 'an effect came again with other bytes', 'an effect was never delivered',
  'messages came in another order than they were decided in', 'the audit found something', 'something was given up', 'something still waits',
];
/** How each bug is looked for, and what it does to people. */
const looked: { readonly [bug: string]: Looked } = {
  'acknowledge-before-commit': { disturb: killAtRandom(2), must: 'an acknowledged event is lost', may: [...seenToo, 'an effect came under a key that nobody decided'] },
  'random-key-at-take-over': { disturb: killAtRandom(5), must: 'an effect came under a key that nobody decided', may: ['an effect was never delivered', 'the work of the dead was taken over too late'] },
  'commit-without-fence': { disturb: stopBeyondLease(2), must: 'a commit was taken after the lease was over' },
  'dedupe-missing': { disturb: killAtRandom(2), upTo: 3, must: 'an event took effect twice', may: seenToo },
  'messages-at-once': { disturb: killAtRandom(2), must: 'messages came in another order than they were decided in' },
  'version-not-compared': { disturb: killAtRandom(3), must: 'a basket is not what its events make it', may: seenToo },
  'lease-extended-by-commits': { disturb: stopBeyondLease(2), must: 'a commit was taken after the lease was over' },
  'lease-extended-from-local-clock': { disturb: blockBeyondLease(3), patienceMs: 10_000, must: 'a commit was taken after the lease was over' },
  'dead-keep-their-work': { disturb: killWithWorkInHand(1), patienceMs: 5_000, must: 'the work of the dead was taken over too late', may: ['something still waits', 'an effect was never delivered'] },
  'dead-keep-their-activities': { disturb: killAndHush('weigh'), customers: 40, patienceMs: 5_000, must: 'the work of the dead was taken over too late', may: ['something still waits', 'an effect was never delivered'] },
  'dead-keep-their-delays': { disturb: killAndHush('delay'), customers: 40, patienceMs: 5_000, must: 'the work of the dead was taken over too late', may: ['something still waits'] },
  'exit-without-release': { disturb: rollingRestarts(1), must: 'who left kept something in hand' },
  'close-never-ends': { disturb: rollingRestarts(1, 2_000), must: 'who was sent away did not leave' },
};
const leaseMs = 500;
const takeOverMs = 3_000;

test('every planted bug of workers is looked for', () => {
  expect(Object.keys(looked).toSorted()).toEqual([...new Set([...workerBugs, ...Object.keys(schemaBugs)])].toSorted());
});

/** what a bug does shows only where a worker is met at the wrong moment: so often it is looked for, at most */
const looks = 3;

test.each(Object.entries(looked))('the proofs of several workers find the bug %s, and for what it does', async (bug, how) => {
  const { must, may = [] } = how;
  let kinds: readonly FaultKind[] = [];
  for (let times = 0; times < looks && !kinds.includes(must); times += 1) kinds = await lookFor(bug, how);
  expect(kinds).toContain(must);
  expect(kinds.filter((kind) => kind !== must && !may.includes(kind))).toEqual([]);
}, 300_000);

async function lookFor(bug: string, { disturb, customers = 10, upTo = 1, patienceMs = 2_000 }: Looked): Promise<readonly FaultKind[]> {
  const [program, database] = [await builtWorker(workerBugs.includes(bug) ? bug : undefined), await useTestDatabase()];
  const inSchema = schemaBugs[bug];
  const { faults } = await workThrough({
    program, database, crowd: { customers, atOnce: 10, upTo }, leaseMs, takeOverMs, patienceMs, workers: 2, disturb,
    ...(inSchema !== undefined && { prepare: (schema) => plantInSchema(database, schema, inSchema) }),
  });
  return [...new Set(faults.map(({ kind }) => kind))];
}
