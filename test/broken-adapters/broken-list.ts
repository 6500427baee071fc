import type { ListKind, ListQuery, Store } from '../../src/ports/index.js';
import { JourneyError } from '../../src/errors/index.js';
import { breakChanges, breakMembers, without, type BrokenStore } from './break-store.js';

/** Stores that list what is not there, or not what is. */
export const brokenList: readonly BrokenStore[] = [
  breakChanges('forgets to list a dropped instance as gone', 'ST-56 ST-144', (change) => (change.instances === undefined ? change : { ...change, instances: without(change.instances, 'drop') })),
  breakChanges('keeps the first status of an instance', 'ST-56', (change) => (change.instances?.set?.some(({ status }) => status === 'done') === true ? { ...change, instances: without(change.instances, 'set') } : change)),
  breakChanges('forgets which instance an event was parked for', 'ST-57', (change) => (change.parked?.add === undefined ? change
    : { ...change, parked: { ...change.parked, add: change.parked.add.map((parked) => without(parked, 'instance')) } })),
  breakChanges('never lets go of a parked event', 'ST-57 ST-144', (change) => (change.parked === undefined ? change : { ...change, parked: without(change.parked, 'settle') })),
  breakList('does not ask for the journey', 'ST-58', (query) => without(query, 'journey')),
  breakList('does not ask for the tenant', 'ST-58 ST-88', (query) => without(query, 'tenant')),
  breakList('does not ask for the lane', 'ST-58 ST-88 ST-142 ST-143', (query) => without(query, 'lane')),
  breakMembers('skips an item between two pages', 'ST-59 ST-60 ST-61', (store) => ({
    async list(query) {
      const page = await store.list(query);
      return page.next === undefined || page.items.length < 2 ? page : { ...page, items: page.items.slice(0, -1) };
    },
  })),
  breakMembers('names a next page for ever', 'ST-55 ST-59 ST-60', (store) => ({
    async list(query) {
      const page = await store.list(query);
      return page.items.length === 0 ? page : { ...page, next: page.next ?? query.after ?? '[1e9,""]' };
    },
  })),
  breakMembers('pages by number, newest first', 'ST-60', (store) => ({
    async list<K extends ListKind>(query: ListQuery<K>) {
      if (query.after !== undefined && !/^\d+$/.test(query.after)) throw new JourneyError('InvalidInput', 'not a page');
      const { items } = await store.list({ ...without(query, 'after'), limit: 1e6 });
      const from = Number(query.after ?? 0);
      const page = items.toReversed().slice(from, from + query.limit);
      return { items: page, ...(from + query.limit < items.length ? { next: String(from + query.limit) } : {}) };
    },
  })),
  breakList('lists more than asked', 'ST-59 ST-61', (query) => ({ ...query, limit: query.limit + 1 })),
  breakMembers('begins again where it does not know the page', 'ST-62', (store) => ({ list: (query) => store.list(query).catch((error: unknown) => { if (!JourneyError.is(error, 'InvalidInput')) throw error; return store.list(without(query, 'after')); }) })),
  breakMembers('lists every lane with version 1', 'ST-55', (store) => ({
    async list(query) {
      const page = await store.list(query);
      return query.kind === 'lane' ? { ...page, items: page.items.map((item) => ({ ...item, ...('version' in item ? { version: 1 } : {}) })) } : page;
    },
  })),
  breakMembers('loses the cause of a dead letter', 'ST-84', (store) => ({
    async list(query) {
      const page = await store.list(query);
      return query.kind === 'dead' ? { ...page, items: page.items.map((item) => ({ ...item, ...('cause' in item ? { cause: '' } : {}) })) } : page;
    },
  })),
];

function breakList(name: string, fails: string, edit: <K extends ListKind>(query: ListQuery<K>) => ListQuery<K>): BrokenStore {
  return breakMembers(name, fails, (store): Pick<Store, 'list'> => ({ list: (query) => store.list(edit(query)) }));
}
