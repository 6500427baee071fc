import { JourneyError } from '../errors/index.js';
import { seconds } from '../model/duration.js';
import { libraryTenant } from '../model/tenant.js';
import type { Inside } from '../orchestrator/inside.js';
import type { LaneRow } from '../ports/store.js';

/** Where what belongs to a desk and to no customer is kept: a lane of the library's own. */
export const deskLane = { tenant: libraryTenant, lane: 'desk' } as const;

/** The right to offer contacts: one desk at a time has it on a store. */
export interface DeskLease {
  /** DeskTaken where another desk has it */
  take(): Promise<void>;
  /** says that the desk lives; false where another one has taken over */
  renew(): Promise<boolean>;
  /** gives it back, so that the next one need not wait */
  release(): Promise<void>;
}

/** what the lane's state holds */
interface Held { readonly format: 1; readonly holder: string; /** of the process, on a store that one has */ readonly epoch: number; /** the store's clock */ readonly until: number }

/** how long a desk that is not heard of keeps others out, milliseconds */
export const deskLeaseMs = seconds(30);
const tries = 5;
let desks = 0;

/** Makes one that nobody has yet. */
export function createDeskLease({ parts }: Inside): DeskLease {
  const { store, ownership, runtime } = parts;
  const holder = `${runtime.worker}/${(desks += 1)}`;
  const read = async (): Promise<{ readonly row: LaneRow | undefined; readonly held: Held | undefined }> => {
    const [row] = await store.load([deskLane]);
    return { row, held: row === undefined ? undefined : JSON.parse(row.state) };
  };
  const write = async (version: number, until: number): Promise<'done' | 'again' | 'fenced'> => {
    const state = JSON.stringify({ format: 1, holder, epoch: ownership.epoch, until } satisfies Held);
    const [outcome] = await store.commit([{ ...deskLane, expect: version, epoch: ownership.epoch, state }]);
    if (outcome?.ok === true) return 'done';
    if (outcome?.why !== 'fenced') return 'again';
    await ownership.regained();
    return 'fenced';
  };
  /** whoever had the store before this process has no desk any more */
  const isAnothers = (held: Held): boolean => held.holder !== holder && held.until > runtime.storeNow() && (ownership.shared || held.epoch === ownership.epoch);
  return {
    take: async () => {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const { row, held } = await read();
        if (held !== undefined && isAnothers(held)) throw taken(held.until - runtime.storeNow());
        if (await write(row?.version ?? 0, runtime.storeNow() + deskLeaseMs) === 'done') return;
      }
      throw taken(deskLeaseMs);
    },
    renew: async () => {
      const { row, held } = await read();
      if (held !== undefined && held.holder !== holder) return false;
      // who came between the two will be seen the next time
      await write(row?.version ?? 0, runtime.storeNow() + deskLeaseMs);
      return true;
    },
    release: async () => {
      const { row, held } = await read();
      if (held?.holder === holder) await write(row?.version ?? 0, 0);
    },
  };
}

const taken = (retryAfterMs: number): JourneyError => new JourneyError('DeskTaken', 'Another desk offers the contacts of this store; one at a time does. Open this one again once that one is closed.', { retryAfterMs });
