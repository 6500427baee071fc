import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../adapters/sqlite/sqlite-harness.js';
import { fullSize, runsOf } from '../full-size.js';
import { createAudit } from './power-loss/audit-image.js';
import { auditHost } from './power-loss/audit-host.js';
import { recordHost } from './power-loss/host-work.js';
import { losePower } from './power-loss/lose-power.js';
import { outlineOf } from './power-loss/outline-of.js';
import { recordWork, type RecordedWork } from './power-loss/record-work.js';
import { traceWork } from './power-loss/trace-work.js';


const losses = runsOf({ ci: 200, full: 4_000 });

/** Much is written into the tables, and the log emptied each time; or the log runs full and begins again over what it said before. */
const emptied: RecordedWork = { seed: 1, steps: 60, manner: { large: 300, emptied: 0.06 } };
const runningFull: RecordedWork = { seed: 2, steps: 60, manner: { large: 4_000, emptied: 0 }, sql: 'PRAGMA wal_autocheckpoint = 100' };

describe('a power loss at any moment', () => {
  it.each([['where the log is emptied again and again', emptied], ['where the log runs full and begins again', runningFull]] as const)('%s, leaves files that open with everything that was acknowledged, whole and once', async (_where, how) => {
    const recorded = await recordWork(temporaryFile(), how);
    const { audited, wrong } = await losePower(recorded, { ...how, losses, audit: createAudit(how.manner) });
    expect(wrong).toEqual([]);
    expect(audited).toBeGreaterThan(losses / 2);
  });

  // a torn beginning in front of records of before would look like the log of another file
  it('finds a log that was emptied empty, or as it was: nothing is written into it before that has reached the disk', async () => {
    const { tape } = await recordWork(temporaryFile(), emptied);
    const ofLog = tape.filter((op) => 'name' in op && op.name === '-log');
    const behind = ofLog.flatMap((op, at) => (op.do === 'size' ? [ofLog[at + 1]?.do] : []));
    expect(behind.length).toBeGreaterThan(2);
    expect(new Set(behind)).toEqual(new Set(['sync']));
  });

  it('leaves a host that goes on: customers stand where their events bring them, and every message is out at least once with the same bytes', async () => {
    const { audited, wrong } = await losePower(await recordHost(temporaryFile()), { seed: 3, losses: losses / 2, audit: auditHost });
    expect(wrong).toEqual([]);
    expect(audited).toBeGreaterThan(losses / 4);
  });

  it.each<readonly [string, Partial<RecordedWork>]>([
    ['nothing is synced', { config: { durable: 'no', synchronous: 'OFF' } }],
    ['commits are not synced', { config: { durable: 'no', synchronous: 'NORMAL' } }],
    ['the log begins again though the tables are not synced', { sql: 'PRAGMA synchronous = NORMAL' }],
    ['the tables are never synced', { sql: 'PRAGMA synchronous = OFF' }],
  ])('loses what was acknowledged where %s: the proof notices', async (_what, planted) => {
    const how = { ...emptied, ...planted };
    const { wrong } = await losePower(await recordWork(temporaryFile(), how), { ...how, losses: 60, audit: createAudit(how.manner) });
    expect(wrong.join('\n')).toMatch(/acknowledged commits are lost|cannot be opened/);
  });

  // strace is not on every machine: what the small proof works out for itself is held here to what the system calls were
  if (fullSize) {
    it.each([['emptied', emptied], ['running full', runningFull]] as const)('takes nothing either from what strace saw of a process, %s, from the first byte on; and the tape made without strace is the same', async (_where, how) => {
      const { tape, ownOutline } = await traceWork(temporaryFile(), how);
      const seen = outlineOf(tape);
      expect(ownOutline).toEqual(seen.slice(seen.indexOf('told {"begin":true}') + 1));
      const { audited, wrong } = await losePower({ start: new Map(), tape }, { ...how, losses: losses / 2, audit: createAudit(how.manner) });
      expect(wrong).toEqual([]);
      expect(audited).toBeGreaterThan(losses / 4);
    });
  }
});
