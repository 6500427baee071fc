import { spawn } from 'node:child_process';
import { hearLines } from '../kill/wire.js';
import type { Death } from './deadly.js';

/** How everything stands, as the host says it. */
export interface Stand { readonly dead: readonly string[]; readonly parked: readonly string[]; readonly where: { readonly [death in Death]?: readonly string[] } }
type Said = { readonly dies: Death } | { readonly told: true } | Stand;

export interface Lives {
  /** deaths in all, and of what */
  readonly deaths: readonly Death[];
  /** what the last one said, who lived until it was sent away; absent where all died */
  readonly end: Stand | undefined;
  /** from the first death to the life that went on, milliseconds */
  readonly tookMs: number;
}

/** little, so that all of it is soon taken */
const heapMb = 48;

/** Starts a host again and again on one file, as whoever watches over processes does, until it says that it is at rest or has died too often. */
export async function liveAndDie(program: string, file: string, { tells, mostDeaths, atRest }: { readonly tells: readonly Death[]; readonly mostDeaths: number; readonly atRest: (stand: Stand) => boolean }): Promise<Lives> {
  const deaths: Death[] = [];
  let began: number | undefined;
  while (deaths.length < mostDeaths) {
    const life = await liveOnce(program, [file, JSON.stringify(tells)], atRest);
    if (life.end !== undefined) return { deaths, end: life.end, tookMs: performance.now() - (began ?? performance.now()) };
    if (life.death === undefined) throw new Error(`a host ended by itself: ${life.complaint}`);
    began ??= performance.now();
    deaths.push(life.death);
  }
  return { deaths, end: undefined, tookMs: Infinity };
}

interface Life { readonly death: Death | undefined; readonly end: Stand | undefined; readonly complaint: string }

function liveOnce(program: string, given: readonly string[], atRest: (stand: Stand) => boolean): Promise<Life> {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, program, ...given], { stdio: ['pipe', 'pipe', 'pipe'] });
  let [death, end, complaint]: [Death | undefined, Stand | undefined, string] = [undefined, undefined, ''];
  child.stdin.on('error', () => {});
  child.stderr.on('data', (bytes: Buffer) => { complaint = `${complaint}${bytes.toString()}`.slice(-2_000); });
  hearLines<Said>(child.stdout, (said) => {
    if ('dies' in said) death = said.dies;
    if (!('where' in said) || end !== undefined || !atRest(said)) return;
    end = said;
    child.stdin.end();
  });
  return new Promise((resolve) => { child.on('close', () => resolve({ death: end === undefined ? death : undefined, end, complaint })); });
}
