import { readdirSync } from 'node:fs';
import { repository } from '../../architecture/source-file.js';
import { buildProgram } from '../build-program.js';

const here = `${repository}test/promises/kill/`;
const plantedBugs = `${repository}test/planted-bugs/`;

/** The bugs that can be planted, each a folder of modules that take the place of those with the same path. */
export const bugs: readonly string[] = readdirSync(plantedBugs).toSorted();

/** The host's process with failpoints that kill, days that are short, and one bug where it is named. */
export async function buildHost(file: string, bug?: string): Promise<void> {
  await buildProgram({ entry: `${here}host-process.ts`, file, layers: [...(bug === undefined ? [] : [`${plantedBugs}${bug}/`]), `${here}endless-calls/`, `${here}in-place-of/`] });
}
