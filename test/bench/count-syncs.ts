import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markName, type CompetitorName } from './competitor-process.js';
import { startCompetitor } from './start-competitor.js';

/** Durable events to each fsync; `undefined` where strace is not installed or may not look. */
export async function countSyncs(competitor: CompetitorName, concurrency: number, parentFolder: string): Promise<number | undefined> {
  if (spawnSync('strace', ['-V']).status !== 0) return undefined;
  const folder = join(parentFolder, `syncs-${concurrency}-${competitor}`);
  await mkdir(folder, { recursive: true });
  const trace = join(folder, 'trace');
  try {
    // -y writes the file's path beside its number
    const started = await startCompetitor({ competitor, concurrency, customers: concurrency, warmUpSeconds: 0, syncMs: 0, folder }, ['strace', '-f', '-y', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace]);
    await started.round(roundSeconds);
    const { turns } = await started.end();
    return turns / syncsWithin(await readFile(trace, 'utf8'));
  } catch {
    return undefined;
  }
}

const roundSeconds = 0.4;

/** Begun calls between the two marks; a call that another thread interrupts is written in two lines, of which the second says `resumed`. */
function syncsWithin(trace: string): number {
  const calls = trace.split('\n').filter((line) => /\bf(?:data)?sync\(/.test(line));
  const marks = calls.flatMap((line, i) => (line.includes(markName) ? [i] : []));
  return (marks[1] ?? NaN) - (marks[0] ?? NaN) - 1;
}
