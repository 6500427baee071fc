import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { repository } from '../../architecture/source-file.js';
import { buildProgram } from '../build-program.js';

const here = `${repository}test/promises/workers/`;
const failpoints = `${repository}test/promises/kill/in-place-of/`;

/** The bugs that can be planted in a worker, each a folder of modules that take the place of those with the same path. */
export const workerBugs: readonly string[] = readdirSync(`${here}planted/`).toSorted();

/** Builds the worker, with a bug of a folder where one is named, for one test. */
export async function builtWorker(bug?: string, bugs = 'planted'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-worker-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'worker.mjs');
  await buildProgram({ entry: `${here}worker-process.ts`, file, layers: [...(bug === undefined ? [] : [`${here}${bugs}/${bug}/`]), failpoints] });
  return file;
}
