import type { Listed, ListKind, Store } from '../../ports/store.js';

/** small where items carry what was said */
const pageSizes: { readonly [K in ListKind]: number } = { lane: 5_000, instance: 5_000, timer: 5_000, effect: 5_000, parked: 500, dead: 500 };

/** Every item of a kind that a store holds, a page at a time. */
export async function* walk<K extends ListKind>(store: Store, kind: K): AsyncGenerator<Listed[K]> {
  let after: string | undefined;
  do {
    const page = await store.list({ kind, limit: pageSizes[kind], ...(after !== undefined && { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

/** How many items of a kind a store holds. */
export async function countOf(store: Store, kind: ListKind): Promise<number> {
  let sum = 0;
  for await (const _ of walk(store, kind)) sum += 1;
  return sum;
}
