import { JourneyError } from '../../errors/index.js';
import type { Listed, ListKind, ListQuery } from '../../ports/store.js';
import { compareText } from './compare-text.js';
import type { MemoryData, MemoryLane } from './memory-data.js';

type Query = ListQuery<ListKind>;
/** an item beside the key that never changes while it exists; pages go by it */
interface Keyed<T> { readonly lane: number; readonly id: string; readonly item: T }
type Lister<K extends ListKind> = (lane: MemoryLane, query: Query) => Iterable<readonly [string, Listed[K]]>;

const listers: { readonly [K in ListKind]: Lister<K> } = {
  *lane({ tenant, lane, version }) {
    if (version > 0) yield ['', { tenant, lane, version }];
  },
  *instance({ tenant, lane, instances }, { journey }) {
    for (const [id, found] of instances) if (journey === undefined || found.journey === journey) yield [id, { tenant, lane, id, ...found }];
  },
  *parked({ tenant, lane, parked }, { journey }) {
    for (const [id, found] of parked) if (journey === undefined || found.journey === journey) yield [id, { tenant, lane, ...found }];
  },
  *dead({ tenant, lane, dead }) {
    for (const [id, { key, cause, attempt, body }] of dead) yield [id, { tenant, lane, key, cause, attempt, body }];
  },
  *timer({ tenant, lane, timers }) {
    for (const [id, { due }] of timers) yield [id, { tenant, lane, id, due }];
  },
  *effect({ tenant, lane, effects }) {
    for (const [key, { attempt }] of effects) yield [key, { tenant, lane, key, attempt }];
  },
};

/** One page of what exists, in the order lanes began. */
export function listPage<K extends ListKind>(data: MemoryData, query: ListQuery<K>): { readonly items: readonly Listed[K][]; readonly next?: string } {
  const limit = Math.max(0, query.limit);
  const [afterLane, afterId] = query.after === undefined ? [0, ''] : readCursor(query.after);
  const list: Lister<K> = listers[query.kind];
  const behind: Keyed<Listed[K]>[] = [];
  for (const lane of data.lanes.values()) {
    if (!isAsked(lane, query)) continue;
    for (const [id, item] of list(lane, query)) if (lane.order > afterLane || (lane.order === afterLane && compareText(id, afterId) > 0)) behind.push({ lane: lane.order, id, item });
  }
  behind.sort((one, other) => one.lane - other.lane || compareText(one.id, other.id));
  const page = behind.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(({ item }) => item);
  return last === undefined || behind.length <= limit ? { items } : { items, next: JSON.stringify([last.lane, last.id]) };
}

function isAsked(lane: MemoryLane, query: Query): boolean {
  return (query.tenant === undefined || query.tenant === lane.tenant) && (query.lane === undefined || query.lane === lane.lane);
}

function readCursor(text: string): readonly [number, string] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string') return [value[0], value[1]];
  } catch {
    // told below: it is not ours either way
  }
  throw new JourneyError('InvalidInput', 'The `after` of a list is the `next` of the page before', { path: 'after' });
}
