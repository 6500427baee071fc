import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareEndings } from './ending.js';
import type { Fault } from './fault.js';
import type { Death } from './live-once.js';
import { liveThrough, type Figures } from './live-through.js';

export interface Judged { readonly faults: readonly Fault[]; readonly figures: Figures }

/** customers at one time, in a run with deaths and in one without */
const atOnce = 10;
const calmAtOnce = 30;

/** Lives through these deaths, and then with the same customers in peace: whatever is not the same in the end is a fault. */
export async function liveTwice(program: string, deaths: readonly Death[]): Promise<Judged> {
  return inFolders(async (killedIn, calmIn) => {
    const killed = await liveThrough({ program, folder: killedIn, deaths, atOnce });
    if (killed.faults.length > 0) return killed;
    const calm = await liveThrough({ program, folder: calmIn, deaths: [], atOnce: calmAtOnce, customers: killed.figures.customers });
    return { faults: [...calm.faults, ...compareEndings(killed.ending, calm.ending)], figures: killed.figures };
  });
}

/** Lives through these deaths until something is wrong; to the end where nothing is. */
export async function liveUntilFault(program: string, deaths: readonly Death[]): Promise<Judged> {
  return inFolders((folder) => liveThrough({ program, folder, deaths, atOnce, untilFault: true }));
}

async function inFolders<T>(work: (one: string, other: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-kill-'));
  const [one, other] = [join(folder, 'killed'), join(folder, 'calm')];
  mkdirSync(one);
  mkdirSync(other);
  try {
    return await work(one, other);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
