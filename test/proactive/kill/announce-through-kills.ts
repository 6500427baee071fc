import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { verifyFile } from '../../audit/verify-file.js';

/** What became of an announcement whose processes were killed. */
export interface Outcome {
  /** the keys under which each member heard of it */
  readonly heard: ReadonlyMap<string, ReadonlySet<string>>;
  /** processes killed after they had told somebody and before all were told */
  readonly inTheMiddle: number;
  readonly kills: number;
  readonly findings: readonly string[];
}

/** Announces to `members` in one process after the other, each killed when it has sent so many messages, and in the end in one that lives. */
export async function announceThroughKills(program: string, { members, positions, deaths }: { readonly members: number; readonly positions: boolean; readonly deaths: readonly number[] }): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-announce-'));
  const file = join(folder, 'store.db');
  const heard = new Map<string, Set<string>>();
  let [inTheMiddle, kills] = [0, 0];
  try {
    for (const death of [...deaths, undefined]) {
      const said = await live([program, file, String(members), positions ? 'positions' : ''], death);
      for (const [, key = '', to = ''] of said.flatMap((line) => { const [word, ...rest] = line.split(' '); return word === 'sent' ? [[word, ...rest]] : []; })) heard.set(to, (heard.get(to) ?? new Set()).add(key));
      const ended = said.at(-1) === 'done';
      if (death === undefined && !ended) throw new Error(`it did not come to its end: ${said.at(-1)}`);
      if (ended) break;
      kills += 1;
      if (heard.size > 0 && heard.size < members) inTheMiddle += 1;
    }
    return { heard, inTheMiddle, kills, findings: await verifyFile(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All that a process said until it ended or was killed. */
async function live(args: readonly string[], death: number | undefined): Promise<readonly string[]> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    // the first thing it says is that it begins
    if (said.length > (death ?? Infinity)) child.kill('SIGKILL');
  }
  return said;
}
