import { Disk } from './disk.js';
import { createRandom } from './random.js';
import type { Recorded } from './record-work.js';
import type { Files } from './tape.js';

interface Losses<T> {
  readonly seed: number;
  readonly losses: number;
  /** what is wrong with such files, after so much was told */
  readonly audit: (files: Files, told: readonly T[]) => Promise<readonly string[]>;
}

/** Loses power about so often, at moments all over a tape, and audits what each leaves; stops at the first that leaves something wrong. */
export async function losePower<T>({ start, tape }: Recorded, { seed, losses, audit }: Losses<T>): Promise<{ readonly audited: number; readonly wrong: readonly string[] }> {
  const [random, disk] = [createRandom(seed), new Disk(start)];
  const told: T[] = [];
  let audited = 0;
  for (const [at, op] of tape.entries()) {
    disk.do(op);
    if (op.do === 'told') told.push(JSON.parse(op.what) as T);
    for (let left = losses / tape.length; left > 0; left -= 1) {
      if (!random.chance(left)) continue;
      audited += 1;
      const wrong = await audit(disk.afterPowerLoss(random), told);
      if (wrong.length > 0) return { audited, wrong: [`seed ${seed}, power loss ${audited}, after ${at + 1} of ${tape.length} (${op.do}${'name' in op ? ` of ${op.name}` : ''})`, ...wrong] };
    }
  }
  return { audited, wrong: [] };
}
