import { defaultPauseRule, type DefinitionStatus, type DefinitionStatuses } from '../../customer/definition-status.js';
import { declarationOf, type JourneyBook } from '../../customer/journey-book.js';
import { JourneyError } from '../../errors/index.js';
import type { PauseRule } from '../../model/declaration.js';
import { libraryTenant } from '../../model/tenant.js';
import type { Change, LaneKey, Store } from '../../ports/store.js';
import type { Ownership } from '../store/ownership.js';

/** The status of each definition, in lanes of the library's own, so that a pause outlives a restart. */
export interface Definitions {
  readonly statusOf: DefinitionStatuses;
  /** reads what was paused or stopped, before or by another process; answers the journeys of which that is news */
  refresh(): Promise<readonly string[]>;
  set(journey: string, status: DefinitionStatus): Promise<void>;
  /** the rule in force when it is paused now: the call's, then the declaration's, then to hold everything */
  pauseRule(journey: string, rule: Partial<PauseRule>): PauseRule;
}

const lane = (journey: string): LaneKey => ({ tenant: libraryTenant, lane: `definition/${journey}` });
const live: DefinitionStatus = { status: 'live' };

export function createDefinitions(store: Store, book: JourneyBook, ownership: Ownership): Definitions {
  const known = new Map<string, { readonly version: number; readonly status: DefinitionStatus }>();
  const ids = book.newest.map((journey) => declarationOf(journey).id);
  const read = async (wanted: readonly string[]): Promise<readonly string[]> => {
    const rows = await store.load(wanted.map(lane));
    return wanted.filter((id, i) => {
      const row = rows[i];
      // it may have been set while it was read
      if (row === undefined || row.version <= (known.get(id)?.version ?? 0)) return false;
      known.set(id, { version: row.version, status: JSON.parse(row.state) as DefinitionStatus });
      return true;
    });
  };
  return {
    statusOf: (journey) => known.get(journey)?.status ?? live,
    refresh: () => read(ids),
    async set(journey, status) {
      if (!ids.includes(journey)) throw new JourneyError('UnknownJourney', `There is no journey '${journey}'.`, { journey });
      const wanted = JSON.stringify(status);
      for (let attempt = 0; attempt < tries; attempt += 1) {
        if (known.get(journey)?.status.status === 'stopped') throw new JourneyError('JourneyClosed', `Journey '${journey}' was stopped for good; publish a new version under a new id.`, { journey });
        const version = await write(store, ownership, { ...lane(journey), expect: known.get(journey)?.version ?? 0, epoch: ownership.epoch, state: wanted });
        if (version !== undefined) {
          known.set(journey, { version, status });
          void store.hints?.tell();
          return;
        }
        // written and not answered, or written by another: what the store has now tells
        await read([journey]);
        if (JSON.stringify(known.get(journey)?.status) === wanted) return;
      }
      throw new JourneyError('StoreUnavailable', `The status of journey '${journey}' could not be written; try again.`, { journey });
    },
    pauseRule: (journey, rule) => {
      const latest = book.latest(journey);
      return { ...defaultPauseRule, ...(latest === undefined ? {} : declarationOf(latest).pause), ...rule };
    },
  };
}

const tries = 3;

/** The version it was written under; `undefined` where that is not known or another came first. */
async function write(store: Store, ownership: Ownership, change: Change): Promise<number | undefined> {
  try {
    const [outcome] = await store.commit([change]);
    if (outcome?.ok === false && outcome.why === 'fenced') await mayGoOn(ownership);
    return outcome?.ok === true ? outcome.version : undefined;
  } catch (error) {
    if (!JourneyError.is(error, 'StoreUnavailable')) throw error;
    return undefined;
  }
}

/** Throws where another owner has taken over for good. */
async function mayGoOn(ownership: Ownership): Promise<void> {
  if (!ownership.shared) throw new JourneyError('LeaseLost', 'Another owner has opened this store; this one has stopped.');
  await ownership.regained();
}
