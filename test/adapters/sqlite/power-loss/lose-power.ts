import { createAuditor } from './audit-image.js';
import { Disk } from './disk.js';
import { createRandom } from './random.js';
import type { Recorded } from './record-work.js';
import type { Manner, Told } from './workload.js';

interface Losses { readonly seed: number; readonly manner: Manner; readonly losses: number }

/** Loses power about so often, at moments all over a tape, and audits what each leaves; stops at the first that leaves something wrong. */
export async function losePower({ start, tape }: Recorded, { seed, manner, losses }: Losses): Promise<{ readonly audited: number; readonly wrong: readonly string[] }> {
  const [random, disk, auditor] = [createRandom(seed), new Disk(start), createAuditor(manner)];
  const told: Told[] = [];
  let audited = 0;
  for (const [at, op] of tape.entries()) {
    disk.do(op);
    if (op.do === 'told') told.push(JSON.parse(op.what) as Told);
    for (let left = losses / tape.length; left > 0; left -= 1) {
      if (!random.chance(left)) continue;
      audited += 1;
      const wrong = await auditor.audit(disk.afterPowerLoss(random), told);
      if (wrong.length > 0) return { audited, wrong: [`seed ${seed}, power loss ${audited}, after ${at + 1} of ${tape.length} (${op.do}${'name' in op ? ` of ${op.name}` : ''})`, ...wrong] };
    }
  }
  return { audited, wrong: [] };
}
