import type { Listed, ListKind, Store } from '../../ports/store.js';

const pageSize = 500;

/** Every item of a kind that a store holds, a page at a time. */
export async function* walk<K extends ListKind>(store: Store, kind: K): AsyncGenerator<Listed[K]> {
  let after: string | undefined;
  do {
    const page = await store.list({ kind, limit: pageSize, ...(after !== undefined && { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
