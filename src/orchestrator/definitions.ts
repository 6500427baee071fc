import { defaultPauseRule, type DefinitionStatus, type DefinitionStatuses } from '../customer/definition-status.js';
import { declarationOf, type JourneyBook } from '../customer/journey-book.js';
import { JourneyError } from '../errors/index.js';
import type { PauseRule } from '../model/declaration.js';
import type { LaneKey, Store } from '../ports/store.js';

/** The status of each definition, in lanes of the library's own, so that a pause outlives a restart. */
export interface Definitions {
  readonly statusOf: DefinitionStatuses;
  /** reads what was paused or stopped before */
  recover(): Promise<void>;
  set(journey: string, status: DefinitionStatus, epoch: number): Promise<void>;
  /** the rule in force when it is paused now: the call's, then the declaration's, then to hold everything */
  pauseRule(journey: string, rule: Partial<PauseRule>): PauseRule;
}

const lane = (journey: string): LaneKey => ({ tenant: '~', lane: `definition/${journey}` });
const live: DefinitionStatus = { status: 'live' };

export function createDefinitions(store: Store, book: JourneyBook): Definitions {
  const known = new Map<string, { readonly version: number; readonly status: DefinitionStatus }>();
  const ids = book.newest.map((journey) => declarationOf(journey).id);
  return {
    statusOf: (journey) => known.get(journey)?.status ?? live,
    async recover() {
      const rows = await store.load(ids.map(lane));
      rows.forEach((row, i) => {
        const id = ids[i];
        if (row !== undefined && id !== undefined) known.set(id, { version: row.version, status: JSON.parse(row.state) as DefinitionStatus });
      });
    },
    async set(journey, status, epoch) {
      if (!ids.includes(journey)) throw new JourneyError('UnknownJourney', `There is no journey '${journey}'.`, { journey });
      if (known.get(journey)?.status.status === 'stopped') throw new JourneyError('JourneyClosed', `Journey '${journey}' was stopped for good; publish a new version under a new id.`, { journey });
      const [outcome] = await store.commit([{ ...lane(journey), expect: known.get(journey)?.version ?? 0, epoch, state: JSON.stringify(status) }]);
      if (outcome?.ok !== true) throw new JourneyError('StoreUnavailable', `The status of journey '${journey}' could not be written; try again.`, { journey });
      known.set(journey, { version: outcome.version, status });
    },
    pauseRule: (journey, rule) => {
      const latest = book.latest(journey);
      return { ...defaultPauseRule, ...(latest === undefined ? {} : declarationOf(latest).pause), ...rule };
    },
  };
}
