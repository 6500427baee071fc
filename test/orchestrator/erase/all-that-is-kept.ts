import { existsSync, readFileSync } from 'node:fs';
import type { Store } from 'throughline/ports';
import { walk } from '../../../src/testing/verify/walk.js';
import type { Home } from '../door/homes.js';

/** Everything that a store's contract shows, as one text, and the bytes of its file where it has one. */
export async function allThatIsKept(store: Store, { file }: Pick<Home, 'file'> = {}): Promise<string> {
  const kept: unknown[] = [];
  for await (const { tenant, lane } of walk(store, 'lane')) kept.push(tenant, lane, await store.load([{ tenant, lane }]), await store.rows({ tenant, lane }, { limit: 10_000 }), await store.history({ tenant, lane }, { limit: 10_000 }));
  for (const kind of ['instance', 'parked', 'dead'] as const) for await (const item of walk(store, kind)) kept.push(item);
  kept.push(await store.scan(0, 10_000));
  return JSON.stringify(kept) + (file === undefined ? '' : bytesOf(file));
}

/** The file, the log beside it and SQLite's own. */
export const bytesOf = (file: string): string => ['', '-wal', '-shm', '-log', '-journal'].map((end) => (existsSync(file + end) ? readFileSync(file + end, 'latin1') : '')).join('');
