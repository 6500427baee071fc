import { z } from 'zod';
import { libraryTenant } from '../../model/tenant.js';
import type { LaneKey } from '../../ports/store.js';
import type { Runtime } from '../runtime.js';
import { rewriteLane } from './rewrite-lane.js';

/** The library's own lane that tells processes which share a store whom to forget. */
const erasuresLane: LaneKey = { tenant: libraryTenant, lane: 'erasures' };
const listSchema = z.object({ count: z.number(), last: z.array(z.tuple([z.string(), z.string()])) });
type List = z.output<typeof listSchema>;

/** erasures listed; a process that missed more of them forgets all customers */
const kept = 1_000;

/** Tells the other processes whom to forget; nothing stands on it but what they have in memory. */
export async function tellOthers(runtime: Runtime, gone: readonly (readonly [tenant: string, customer: string])[]): Promise<void> {
  const told = await rewriteLane(runtime, erasuresLane, (state) => {
    const { count, last } = toList(state);
    const next: List = { count: count + gone.length, last: [...last, ...gone.map(([tenant, customer]): [string, string] => [tenant, customer])].slice(-kept) };
    return { state: JSON.stringify({ format: 1, ...next }) };
  });
  if (told) void runtime.store.hints?.tell();
}

const toList = (state: string | undefined): List => (state === undefined ? { count: 0, last: [] } : listSchema.parse(JSON.parse(state)));

/** Forgets whom other processes erased since the last look; the answer is to be called again and again. */
export function createErasuresWatch(runtime: Runtime): () => Promise<void> {
  let seen = 0;
  return async () => {
    if (!runtime.ownership.shared) return;
    const [row] = await runtime.store.load([erasuresLane]);
    const { count, last } = toList(row?.state);
    const news = count - seen;
    seen = count;
    if (news > last.length) runtime.forget('all');
    else if (news > 0) for (const [tenant, lane] of last.slice(-news)) runtime.forget({ tenant, lane });
  };
}
