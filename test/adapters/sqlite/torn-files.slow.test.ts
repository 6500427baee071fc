import { describe, expect, it } from 'vitest';
import { fullSize, runsOf } from '../../full-size.js';
import { losePower } from './power-loss/lose-power.js';
import { outlineOf } from './power-loss/outline-of.js';
import { recordWork, type RecordedWork } from './power-loss/record-work.js';
import { traceWork } from './power-loss/trace-work.js';
import { temporaryFile } from './sqlite-harness.js';

/** Much is written into the tables, and the log emptied each time; or the log runs full and begins again over what it said before. */
const emptied: RecordedWork = { seed: 1, steps: 60, manner: { large: 300, emptied: 0.06 } };
const runningFull: RecordedWork = { seed: 2, steps: 60, manner: { large: 4_000, emptied: 0 }, sql: 'PRAGMA wal_autocheckpoint = 100' };

describe('a power loss at any moment', () => {
  it.each([['where the log is emptied again and again', emptied], ['where the log runs full and begins again', runningFull]] as const)('%s, leaves files that open with everything that was acknowledged, whole and once', async (_where, how) => {
    const losses = runsOf({ ci: 200, full: 4_000 });
    const recorded = await recordWork(temporaryFile(), how);
    const { audited, wrong } = await losePower(recorded, { ...how, losses });
    expect(wrong).toEqual([]);
    expect(audited).toBeGreaterThan(losses / 2);
  });

  it.each<readonly [string, Partial<RecordedWork>]>([
    ['nothing is synced', { config: { durable: 'no', synchronous: 'OFF' } }],
    ['commits are not synced', { config: { durable: 'no', synchronous: 'NORMAL' } }],
    ['the log begins again though the tables are not synced', { sql: 'PRAGMA synchronous = NORMAL' }],
    ['the tables are never synced', { sql: 'PRAGMA synchronous = OFF' }],
  ])('loses what was acknowledged where %s: the proof notices', async (_what, planted) => {
    const how = { ...emptied, ...planted };
    const { wrong } = await losePower(await recordWork(temporaryFile(), how), { ...how, losses: 60 });
    expect(wrong.join('\n')).toMatch(/acknowledged commits are lost|cannot be opened/);
  });

  // strace is not on every machine: what the small proof works out for itself is held here to what the system calls were
  const tracedLosses = runsOf({ ci: 0, full: 2_000 });
  if (fullSize) {
    it.each([['emptied', emptied], ['running full', runningFull]] as const)('takes nothing either from what strace saw of a process, %s, from the first byte on; and the tape made without strace is the same', async (_where, how) => {
      const { tape, ownOutline } = await traceWork(temporaryFile(), how);
      const seen = outlineOf(tape);
      expect(ownOutline).toEqual(seen.slice(seen.indexOf('told {"begin":true}') + 1));
      const { audited, wrong } = await losePower({ start: new Map(), tape }, { ...how, losses: tracedLosses });
      expect(wrong).toEqual([]);
      expect(audited).toBeGreaterThan(tracedLosses / 2);
    });
  }
});
