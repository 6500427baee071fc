import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Change, Store } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { unbalancedIn } from '../../audit/accounted-for.js';
import { auditFile } from '../../audit/audit-file.js';
import { dumpStore, type StoreDump } from '../../audit/dump-store.js';
import type { Files } from './tape.js';
import { laneCount, newStanding, nextBatch, type Manner, type Told } from './workload.js';

const late = 1_800_000_000_000;
const counted = ['events', ...Array.from({ length: laneCount }, (_one, lane) => `lane-${lane}`)];

/** What is wrong with the files that a power loss left behind, once the next process has opened them, as sentences; empty where nothing acknowledged is lost and all is consistent. */
export type Audit = (files: Files, told: readonly Told[]) => Promise<readonly string[]>;

/** Audits images of one workload: what each must hold is worked out once. */
export function createAudit(manner: Manner): Audit {
  const known = new Map<number, Promise<Expected>>();
  const expectedAfter = (commits: number): Promise<Expected> => {
    const expected = known.get(commits) ?? replay(manner, commits);
    known.set(commits, expected);
    return expected;
  };
  return (files, told) => auditFiles(files, told, expectedAfter);
}

/** A store that took so many commits and never failed, and the changes it took. */
interface Expected { readonly dump: StoreDump; readonly counters: readonly number[]; readonly taken: readonly Change[]; readonly next: readonly Change[] }

async function replay(manner: Manner, commits: number): Promise<Expected> {
  const store = createMemoryStore({ clock: createTestClock(late) });
  const { epoch } = await store.open({ worker: 'audit' });
  const standing = newStanding(manner);
  const taken: Change[] = [];
  while (standing.commits < commits) {
    const batch = nextBatch(standing, epoch);
    await store.commit(batch);
    taken.push(...batch);
  }
  return { taken, dump: await dumpStore(store), counters: await store.counters('t', counted), next: nextBatch(standing, epoch) };
}

async function auditFiles(files: Files, told: readonly Told[], expectedAfter: (commits: number) => Promise<Expected>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-torn-'));
  const file = join(folder, 'journeys.db');
  for (const [name, bytes] of files) writeFileSync(file + name, bytes);
  // the audit itself need not survive anything, and is many times faster so
  const store = createSqliteStore({ file, now: () => late, durable: 'no', synchronous: 'OFF' });
  try {
    const { epoch } = await store.open({ worker: 'audit' });
    const wrong = await auditOpened(store, { epoch, told, expectedAfter });
    await store.close();
    return [...wrong, ...auditFile(file)];
  } catch (error) {
    return [`it cannot be opened and used: ${String(error)} ${error instanceof Error ? String(error.cause ?? '') : ''}`];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Opened { readonly epoch: number; readonly told: readonly Told[]; readonly expectedAfter: (commits: number) => Promise<Expected> }

async function auditOpened(store: Store, { epoch, told, expectedAfter }: Opened): Promise<readonly string[]> {
  const found = await dumpStore(store);
  const numbers = new Set(found.log.filter(({ kind }) => kind === 'event').map(({ body }) => Number(body.split(' ')[0])));
  const lost = told.flatMap(({ acknowledged }) => (acknowledged !== undefined && !numbers.has(acknowledged) ? [acknowledged] : []));
  const early = [...numbers].filter((number) => number >= numbers.size);
  const expected = await expectedAfter(numbers.size);
  const counters = await store.counters('t', counted);
  return [
    ...(lost.length > 0 ? [`acknowledged commits are lost: ${lost.join(', ')}`] : []),
    ...(early.length > 0 ? [`commits are there whose predecessors are not: ${early.join(', ')}`] : []),
    ...differences(found, expected.dump, told),
    ...(String(counters) === String(expected.counters) ? [] : [`counters are ${String(counters)} and not ${String(expected.counters)}`]),
    ...await unbalancedIn(store),
    ...await goesOn(store, epoch, expected),
  ];
}

function differences(found: StoreDump, expected: StoreDump, told: readonly Told[]): readonly string[] {
  const parts = ['lanes', 'log', 'histories', 'rows', 'instances', 'parked', 'dead', 'timers'] as const;
  const wrong = parts.filter((part) => JSON.stringify(found[part]) !== JSON.stringify(expected[part])).map((part) => `${part} are not what the events of the log make of them`);
  const marked = new Set(told.flatMap(({ marking }) => marking ?? []));
  const [there, wanted] = [new Set(found.effects.map(textOf)), new Set(expected.effects.map(textOf))];
  const missing = expected.effects.filter((effect) => !there.has(textOf(effect)) && !marked.has(effect.key)).map(({ key }) => key);
  const invented = found.effects.filter((effect) => !wanted.has(textOf(effect))).map(({ key }) => key);
  return [...wrong, ...(missing.length > 0 ? [`effects are lost: ${missing.join('; ')}`] : []), ...(invented.length > 0 ? [`effects come back: ${invented.join('; ')}`] : [])];
}

const textOf = (effect: StoreDump['effects'][number]): string => JSON.stringify(effect);

/** what the log holds is refused as a duplicate, and the next commit is taken */
async function goesOn(store: Store, epoch: number, { taken, next }: Expected): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let at = 0; at < taken.length; at += store.info.maxBatch) {
    const outcomes = await store.commit(taken.slice(at, at + store.info.maxBatch).map(({ tenant, lane, entries = [] }) => ({ tenant, lane, epoch, expect: -1, entries })));
    outcomes.forEach((outcome, n) => { if (outcome.ok || outcome.why !== 'duplicate' || !outcome.same) wrong.push(`change ${at + n} is not known as a duplicate`); });
  }
  const outcomes = await store.commit(next.map((change) => ({ ...change, epoch })));
  return outcomes.every(({ ok }) => ok) ? wrong : [...wrong, `the next commit is refused: ${JSON.stringify(outcomes)}`];
}
