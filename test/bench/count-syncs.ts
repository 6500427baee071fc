import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markName, type CompetitorName } from './competitor-process.js';
import { startCompetitor } from './start-competitor.js';

/** Calls of fsync in one round, by what they were for. */
export interface Syncs {
  readonly events: number;
  /** of the file that commits are written to first */
  readonly commits: number;
  /** what it takes, once in many commits, to bring them into the database */
  readonly checkpoints: number;
}

/** Counts them under strace, a round a concurrency; `undefined` where strace is not installed or may not look. */
export async function countSyncs(competitor: CompetitorName, { concurrency, customers, seconds, folder: parent }: { readonly concurrency: readonly number[]; readonly customers: number; readonly seconds: number; readonly folder: string }): Promise<ReadonlyMap<number, Syncs> | undefined> {
  if (spawnSync('strace', ['-V']).status !== 0) return undefined;
  const folder = join(parent, `syncs-${competitor}`);
  await mkdir(folder, { recursive: true });
  const trace = join(folder, 'trace');
  // -y writes the file's path beside its number; with --seccomp-bpf nothing but these calls is slower
  const strace = ['strace', '-f', '-y', '-qq', '--seccomp-bpf', '-e', 'trace=fsync,fdatasync', '-o', trace];
  const started = await startCompetitor({ competitor, customers, warmUpSeconds: 0.2, folder }, strace);
  const events: number[] = [];
  for (const one of concurrency) events.push((await started.round({ seconds, concurrency: one, syncMs: 0 })).events);
  await started.end();
  const rounds = roundsOf(await readFile(trace, 'utf8'));
  return new Map(concurrency.map((one, i) => [one, toSyncs(events[i] ?? NaN, rounds[i] ?? [])]));
}

/** The calls between each two marks; one that another thread interrupts is written in two lines, of which the second says `resumed`. */
function roundsOf(trace: string): readonly (readonly string[])[] {
  const calls = trace.split('\n').filter((line) => /\bf(?:data)?sync\(/.test(line));
  const marks = calls.flatMap((line, i) => (line.includes(markName) ? [i] : []));
  return marks.flatMap((at, i) => (i % 2 === 0 ? [calls.slice(at + 1, marks[i + 1])] : []));
}

function toSyncs(events: number, calls: readonly string[]): Syncs {
  // where commits go to a log of commands first, everything SQLite syncs is catching up with it
  const catchingUp = calls.some(isCommandLog) ? indexesOf(calls, (call) => !isCommandLog(call)) : indexesOfCheckpoints(calls);
  return { events, commits: calls.length - catchingUp.size, checkpoints: catchingUp.size };
}

/** SQLite syncs its log, copies it, syncs the database, and syncs the header when it begins the log anew. */
function indexesOfCheckpoints(calls: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const i of indexesOf(calls, isDatabase)) {
    const before = calls.findLastIndex((one, at) => at < i && isWriteAheadLog(one) && !found.has(at));
    const after = calls.findIndex((one, at) => at > i && isWriteAheadLog(one));
    for (const at of [before, i, after]) if (at >= 0) found.add(at);
  }
  return found;
}

const indexesOf = (calls: readonly string[], wanted: (call: string) => boolean): ReadonlySet<number> => new Set(calls.flatMap((call, i) => (wanted(call) ? [i] : [])));
const isDatabase = (call: string): boolean => call.includes('.db>');
const isWriteAheadLog = (call: string): boolean => call.includes('.db-wal>');
const isCommandLog = (call: string): boolean => call.includes('.db-log>');
