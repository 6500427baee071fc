import type { Listed, ListKind, ListQuery } from '../../ports/store.js';
import type { Runtime } from '../runtime.js';

const page = 500;

/** Walks everything a store lists, a page at a time, so that a million of them need no memory; what is visited may be changed meanwhile. */
export async function* eachListed<K extends ListKind>(runtime: Runtime, query: Omit<ListQuery<K>, 'after' | 'limit'>): AsyncGenerator<Listed[K]> {
  let after: string | undefined;
  do {
    const answer = await runtime.store.list<K>({ ...query, limit: page, ...(after !== undefined && { after }) } as ListQuery<K>);
    yield* answer.items;
    after = answer.next;
  } while (after !== undefined);
}
