import assert from 'node:assert/strict';
import { JourneyError } from '../../errors/index.js';
import type { Listed, ListKind, ListQuery, Store } from '../../ports/store.js';
import type { StoreCase } from './store-bench.js';

const instance = (id: string, journey = 'j', status = 'active') => ({ id, journey, status });
const parked = (id: string, journey = 'j') => ({ id, journey, instance: 'i', at: 5, cause: 'why', body: id });

/** Clauses about finding what exists. */
export const listCases: readonly StoreCase[] = [
  {
    id: 'ST-55', clause: 'lanes are listed with their version',
    async run({ write, store }) {
      await write({ lane: 'a' });
      await write({ lane: 'a' });
      await write({ lane: 'b' });
      const { items, next } = await store.list({ kind: 'lane', limit: 10 });
      assert.deepEqual(new Set(items.map(({ lane, version }) => `${lane} ${version}`)), new Set(['a 2', 'b 1']));
      assert.equal(next, undefined);
    },
  },
  {
    id: 'ST-56', clause: 'instances are listed as last set, and not once dropped',
    async run({ write, store }) {
      await write({ instances: { set: [instance('1'), instance('2')] } });
      await write({ instances: { set: [instance('1', 'j', 'done')], drop: ['2'] } });
      assert.deepEqual((await store.list({ kind: 'instance', limit: 10 })).items, [{ tenant: 't', lane: 'a', id: '1', journey: 'j', status: 'done' }]);
    },
  },
  {
    id: 'ST-57', clause: 'parked events are listed with all they carry until they are settled',
    async run({ write, store }) {
      const { instance: _, ...alone } = parked('2');
      await write({ parked: { add: [parked('1'), alone] } });
      const { items } = await store.list({ kind: 'parked', limit: 10 });
      assert.deepEqual(items.toSorted((one, other) => (one.id < other.id ? -1 : 1)), [{ tenant: 't', lane: 'a', ...parked('1') }, { tenant: 't', lane: 'a', ...alone }]);
      await write({ parked: { settle: ['1', 'unknown'] } });
      assert.deepEqual((await store.list({ kind: 'parked', limit: 10 })).items.map(({ id }) => id), ['2']);
    },
  },
  {
    id: 'ST-58', clause: 'a list can ask for one tenant, one lane and one journey',
    async run({ write, store }) {
      await write({ tenant: 't', lane: 'a', instances: { set: [instance('1', 'j'), instance('2', 'k')] }, parked: { add: [parked('1', 'j'), parked('2', 'k')] } });
      await write({ tenant: 't', lane: 'b', instances: { set: [instance('3', 'j')] }, parked: { add: [parked('3', 'j')] } });
      await write({ tenant: 'u', lane: 'a', instances: { set: [instance('4', 'j')] }, parked: { add: [parked('4', 'j')] } });
      for (const kind of ['instance', 'parked'] as const) {
        assert.deepEqual(await idsOf(store, { kind, tenant: 't', limit: 10 }), ['1', '2', '3'], kind);
        assert.deepEqual(await idsOf(store, { kind, lane: 'a', limit: 10 }), ['1', '2', '4'], kind);
        assert.deepEqual(await idsOf(store, { kind, journey: 'j', limit: 10 }), ['1', '3', '4'], kind);
        assert.deepEqual(await idsOf(store, { kind, tenant: 't', lane: 'a', journey: 'k', limit: 10 }), ['2'], kind);
      }
      assert.equal((await store.list({ kind: 'lane', tenant: 'u', limit: 10 })).items.length, 1);
      assert.equal((await store.list({ kind: 'lane', tenant: 't', lane: 'b', limit: 10 })).items.length, 1);
    },
  },
  {
    id: 'ST-59', clause: 'pages together hold everything once, the last one names no next',
    async run({ write, store }) {
      for (const lane of ['a', 'b', 'c', 'd']) await write({ lane, instances: { set: [instance('1'), instance('2')] } });
      const pages = await pagesOf(store, { kind: 'instance', limit: 3 });
      assert.deepEqual(pages.map(({ length }) => length), [3, 3, 2]);
      assert.equal(new Set(pages.flat().map(({ lane, id }) => `${lane}/${id}`)).size, 8);
      assert.equal((await pagesOf(store, { kind: 'lane', limit: 2 })).flat().length, 4);
    },
  },
  {
    id: 'ST-60', clause: 'an item that exists throughout is seen exactly once, whatever is written between two pages',
    async run({ write, store }) {
      for (const lane of ['b', 'c', 'd', 'e']) await write({ lane, instances: { set: [instance('1'), instance('gone')] } });
      const lanes = ['b', 'c', 'd', 'e'];
      const seen = (await pagesOf(store, { kind: 'instance', limit: 2 }, async (page) => {
        if (page > 3) return;
        await write({ lane: `a${page}`, instances: { set: [instance('0')] } });
        await write({ lane: `f${page}`, instances: { set: [instance('9')] } });
        for (const lane of lanes) await write({ lane, instances: { set: [instance('1', 'j', `seen ${page}`)], drop: ['gone'] } });
      })).flat().filter(({ id }) => id === '1').map(({ lane }) => lane);
      assert.deepEqual(seen.toSorted(), lanes);
    },
  },
  {
    id: 'ST-61', clause: 'a page never holds more than asked, and a limit of 0 holds nothing',
    async run({ write, store }) {
      for (const lane of ['a', 'b', 'c']) await write({ lane });
      assert.equal((await store.list({ kind: 'lane', limit: 2 })).items.length, 2);
      assert.deepEqual((await store.list({ kind: 'lane', limit: 0 })).items, []);
    },
  },
  {
    id: 'ST-62', clause: 'an `after` that no page gave rejects with InvalidInput',
    async run({ store }) {
      await assert.rejects(() => store.list({ kind: 'lane', after: 'not a cursor', limit: 1 }), (error) => JourneyError.is(error, 'InvalidInput'));
    },
  },
];

async function idsOf(store: Store, query: ListQuery<'instance' | 'parked'>): Promise<readonly string[]> {
  return (await store.list(query)).items.map(({ id }) => id).toSorted();
}

async function pagesOf<K extends ListKind>(store: Store, query: ListQuery<K>, between: (page: number) => Promise<void> = async () => undefined): Promise<readonly (readonly Listed[K][])[]> {
  const pages: (readonly Listed[K][])[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await store.list({ ...query, ...(after === undefined ? {} : { after }) });
    pages.push(items);
    assert(pages.length < 100, 'the pages never end');
    after = next;
    await between(pages.length);
  } while (after !== undefined);
  return pages;
}
