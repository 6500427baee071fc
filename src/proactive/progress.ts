import { JourneyError } from '../errors/index.js';
import { digest } from '../model/canonical-text.js';
import { libraryTenant } from '../model/tenant.js';
import type { LaneEntry, LaneKey } from '../ports/store.js';
import type { Runtime } from '../orchestrator/runtime.js';

/** How far a piece of work has come, in a lane of its own, so that another process can go on with it. */
export interface Progress<T> {
  /** as last saved; `undefined` where it was never begun */
  read(): Promise<T | undefined>;
  /** what was kept beside it, each row by its key; read a page at a time */
  rows(): AsyncIterable<LaneEntry>;
  /** Keeps how far it has come, and rows beside it; where another process works at the same, the later word stands. Throws StoreUnavailable. */
  save(now: T, rows?: readonly LaneEntry[]): Promise<void>;
}

/** Opens the progress of a piece of work by what names it. */
export function createProgress<T extends object>(runtime: Runtime, kind: string, names: readonly string[]): Progress<T> {
  const lane: LaneKey = { tenant: libraryTenant, lane: `${kind}/${digest(names).slice(0, 32)}` };
  let version = 0;
  const read = async (): Promise<T | undefined> => {
    const [row] = await runtime.store.load([lane]);
    version = row?.version ?? 0;
    if (row === undefined) return undefined;
    // it was written here
    const known: T = JSON.parse(row.state);
    return known;
  };
  return {
    read,
    rows: () => rowsOf(runtime, lane),
    async save(now, rows = []) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const { outcome } = await runtime.committer.commit({ ...lane, expect: version, epoch: runtime.ownership.epoch, state: JSON.stringify(now), ...(rows.length > 0 && { rows: { put: rows } }) });
        if (outcome.ok) return void (version = outcome.version);
        if (outcome.why === 'fenced' && !runtime.ownership.shared) throw new JourneyError('LeaseLost', 'Another owner has opened this store; this one has stopped.');
        if (outcome.why === 'fenced') await runtime.ownership.regained();
        await read();
      }
      throw new JourneyError('StoreUnavailable', 'How far it has come could not be written; begin it again, and it goes on from where it was.', { tries });
    },
  };
}

const tries = 5;
const page = 500;

async function* rowsOf({ store }: Runtime, lane: LaneKey): AsyncGenerator<LaneEntry> {
  let after: string | undefined;
  for (;;) {
    const rows = await store.rows(lane, { limit: page, ...(after !== undefined && { after }) });
    yield* rows;
    after = rows.at(-1)?.key;
    if (rows.length < page) return;
  }
}
