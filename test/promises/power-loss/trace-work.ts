import { execFileSync } from 'node:child_process';
import { createReadStream, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readStrace, straceFlags } from './read-strace.js';
import type { RecordedWork } from './record-work.js';
import type { Op } from './tape.js';

/** A tape of all that a process did to the files of a store, from before there were any, and the outline that it recorded of itself once the file was made. */
export interface Traced { readonly tape: readonly Op[]; readonly ownOutline: readonly string[] }

const child = fileURLToPath(new URL('./traced-child.ts', import.meta.url));

/** Has a process of its own work on a store while strace looks on. */
export async function traceWork(file: string, { seed, steps, manner, sql = '' }: RecordedWork): Promise<Traced> {
  const [seen, outline] = [join(dirname(file), 'seen'), join(dirname(file), 'outline')];
  execFileSync('strace', [...straceFlags, '-o', seen, process.execPath, '--import', 'tsx', child, file, outline, JSON.stringify({ seed, steps, manner, sql })], { stdio: ['ignore', 'ignore', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(seen) })) lines.push(line);
  return { tape: readStrace(lines, file), ownOutline: JSON.parse(readFileSync(outline, 'utf8')) as readonly string[] };
}
