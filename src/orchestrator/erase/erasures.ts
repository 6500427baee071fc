import { z } from 'zod';
import type { LaneKey } from '../../ports/store.js';
import type { Runtime } from '../runtime.js';

/** The library's own lane that tells processes which share a store whom to forget. */
const erasuresLane: LaneKey = { tenant: '~', lane: 'erasures' };
const listSchema = z.object({ count: z.number(), last: z.array(z.tuple([z.string(), z.string()])) });
type List = z.output<typeof listSchema>;

/** erasures listed; a process that missed more of them forgets all customers */
const kept = 1_000;
const tries = 64;

/** Tells the other processes whom to forget; nothing stands on it but what they have in memory. */
export async function tellOthers(runtime: Runtime, gone: readonly (readonly [tenant: string, customer: string])[]): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { version, list } = await read(runtime);
    const next: List = { count: list.count + gone.length, last: [...list.last, ...gone.map(([tenant, customer]): [string, string] => [tenant, customer])].slice(-kept) };
    const { outcome } = await runtime.committer.commit({ ...erasuresLane, expect: version, epoch: runtime.ownership.epoch, state: JSON.stringify({ format: 1, ...next }) });
    if (outcome.ok) return void runtime.store.hints?.tell();
    if (outcome.why === 'fenced') await runtime.ownership.regained();
  }
}

async function read({ store }: Pick<Runtime, 'store'>): Promise<{ readonly version: number; readonly list: List }> {
  const [row] = await store.load([erasuresLane]);
  return row === undefined ? { version: 0, list: { count: 0, last: [] } } : { version: row.version, list: listSchema.parse(JSON.parse(row.state)) };
}

/** Forgets whom other processes erased since the last look; the answer is to be called again and again. */
export function createErasuresWatch(runtime: Runtime): () => Promise<void> {
  let seen = 0;
  return async () => {
    if (!runtime.ownership.shared) return;
    const { list: { count, last } } = await read(runtime);
    const news = count - seen;
    seen = count;
    if (news > last.length) runtime.forget('all');
    else if (news > 0) for (const [tenant, lane] of last.slice(-news)) runtime.forget({ tenant, lane });
  };
}
