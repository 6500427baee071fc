import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { verifyFile } from '../../audit/verify-file.js';
import type { DeathAt } from '../../promises/kill/in-place-of/src/orchestrator/failpoint.js';

export interface Lived {
  /** how many of the deaths were met */
  readonly kills: number;
  /** what should not have been, in words */
  readonly wrong: readonly string[];
}

const customers = ['eve', 'joe', 'kim'];

/** Lives through the story of three customers, in one process after the other, each killed where it is told, and in the end in one that lives. */
export async function liveThroughKills(program: string, deaths: readonly DeathAt[]): Promise<Lived> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-desk-'));
  const file = join(folder, 'store.db');
  const [back, wrong]: [Set<string>, string[]] = [new Set(), []];
  let kills = 0;
  try {
    for (const death of [...deaths, undefined]) {
      const said = await live([program, file, customers.join(','), death === undefined ? '' : JSON.stringify(death), [...back].join(',')]);
      for (const [, who = ''] of said.filter(([word, , what]) => word === 'told' && what === 'handed-back')) back.add(who);
      wrong.push(...wrongIn(said));
      const last = said.at(-1)?.[0];
      if (last === 'done') break;
      if (death === undefined) wrong.push('the last process did not come to its end');
      else kills += 1;
    }
    return { kills, wrong: [...wrong, ...await verifyFile(file)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Line = readonly string[];

async function live(args: readonly string[]): Promise<readonly Line[]> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: Line[] = [];
  for await (const line of createInterface({ input: child.stdout })) said.push(line.split(' '));
  return said;
}

/** Of all that one process said: a customer with two contacts, an agent who answers whom another one has, somebody who is forgotten. */
function wrongIn(said: readonly Line[]): readonly string[] {
  const owners = new Map<string, string>();
  const wrong: string[] = [];
  for (const [word, who = '', what = '', agent = ''] of said) {
    if (word === 'stuck') wrong.push(`nobody sees to somebody any more: ${who}`);
    if (word === 'has') {
      if (owners.has(who)) wrong.push(`${who} has two contacts`);
      owners.set(who, what.includes('agent') ? what : '');
    }
    if (word !== 'told') continue;
    const before = owners.get(who) ?? '';
    if (what === 'answered' && before !== '' && before !== `{"agent":"${agent}"}`) wrong.push(`${agent} answers ${who}, whom ${before} has`);
    if (what === 'answered') owners.set(who, `{"agent":"${agent}"}`);
    if (['transferred', 'queued', 'handed-back', 'lost', 'wrapped-up'].includes(what)) owners.set(who, '');
  }
  return wrong;
}
