import assert from 'node:assert/strict';
import type { LogKind, NewEntry, Store } from '../../ports/store.js';
import type { StoreCase } from './store-bench.js';

const place = { tenant: 't', lane: 'a' };
const entry = (body: string, kind: LogKind = 'event'): NewEntry => ({ kind, at: 3, body });
const bodies = (entries: readonly { readonly body: string }[]): readonly string[] => entries.map(({ body }) => body);

/** Clauses about the log: one lane's history, and everybody's in commit order. */
export const logCases: readonly StoreCase[] = [
  {
    id: 'ST-106', clause: 'a lane\'s history comes newest first with all that was written',
    async run({ write, store }) {
      await write({ entries: [entry('1'), entry('2', 'interaction')] });
      const { position } = await write({ entries: [entry('3', 'decision')] });
      const history = await store.history(place, { limit: 10 });
      assert.deepEqual(bodies(history), ['3', '2', '1']);
      assert.deepEqual(history[0], { ...place, position, kind: 'decision', at: 3, body: '3' });
    },
  },
  {
    id: 'ST-107', clause: 'history can be read page by page backwards, each entry once',
    async run({ write, store }) {
      for (const lane of ['a', 'b', 'a', 'b', 'a']) await write({ lane, entries: [entry(`${lane} one`), entry(`${lane} two`)] });
      const first = await store.history(place, { limit: 4 });
      const rest = await store.history(place, { limit: 4, before: first.at(-1)?.position ?? 0 });
      assert.equal(first.length, 4);
      assert.equal(rest.length, 2);
      assert.equal(new Set([...first, ...rest].map(({ position }) => position)).size, 6);
      const between = (first[0]?.position ?? 0) - 0.5;
      assert.equal((await store.history(place, { limit: 10, before: between })).length, 5);
    },
  },
  {
    id: 'ST-108', clause: 'history can be asked for by kind, and the limit counts those',
    async run({ write, store }) {
      await write({ entries: [entry('1'), entry('2', 'decision'), entry('3'), entry('4', 'interaction'), entry('5'), entry('6', 'web')] });
      assert.deepEqual(bodies(await store.history(place, { limit: 2, kinds: ['event'] })), ['5', '3']);
      assert.deepEqual(bodies(await store.history(place, { limit: 10, kinds: ['decision', 'interaction'] })), ['4', '2']);
      assert.deepEqual(bodies(await store.history(place, { limit: 10, kinds: ['web', 'interaction'] })), ['6', '4']);
    },
  },
  {
    id: 'ST-109', clause: 'a lane\'s history holds nothing of another lane or tenant',
    async run({ write, store }) {
      await write({ tenant: 't', lane: 'a', entries: [entry('mine')] });
      await write({ tenant: 't', lane: 'b', entries: [entry('neighbour')] });
      await write({ tenant: 'u', lane: 'a', entries: [entry('stranger')] });
      assert.deepEqual(bodies(await store.history(place, { limit: 10 })), ['mine']);
      assert.deepEqual(await store.history({ tenant: 't', lane: 'none' }, { limit: 10 }), []);
    },
  },
  {
    id: 'ST-110', clause: 'a scan reads every lane\'s log in commit order, page by page without a gap',
    async run({ write, store }) {
      const expected = ['1', '2', '3', '4', '5', '6', '7'];
      for (const body of expected) await write({ lane: `lane ${Number(body) % 3}`, tenant: Number(body) % 2 === 0 ? 't' : 'u', entries: [entry(body)] });
      assert.deepEqual(bodies((await scanAll(store, 3)).entries), expected);
    },
  },
  {
    id: 'ST-111', clause: 'at the end of the log a scan answers where it stood, and goes on from there later',
    async run({ write, store }) {
      await write({ entries: [entry('1')] });
      const { next } = await scanAll(store, 10);
      assert.deepEqual(await store.scan(next, 10), { entries: [], next });
      await write({ entries: [entry('2')] });
      assert.deepEqual(bodies((await store.scan(next, 10)).entries), ['2']);
    },
  },
  {
    id: 'ST-112', clause: 'positions grow with every entry, and a reader beside the writers skips none',
    async run({ store, opened }) {
      const lanes = Array.from({ length: 30 }, (_, at) => `lane ${at}`);
      const writing = lanes.map((lane) => store.commit([{ tenant: 't', lane, expect: 0, epoch: opened.epoch, state: '{}', entries: [entry(lane), entry(lane)] }]));
      let written = false;
      const all = Promise.all(writing).then(() => { written = true; });
      const seen: number[] = [];
      for (let after = 0, end = false; !end;) {
        end = written;
        const page = await store.scan(after, 7);
        seen.push(...page.entries.map(({ position }) => position));
        assert(seen.length <= 60, 'an entry came twice');
        end &&= page.entries.length === 0;
        after = page.next;
      }
      await all;
      assert.equal(new Set(seen).size, 60);
      assert.deepEqual(seen, seen.toSorted((one, other) => one - other));
    },
  },
  {
    id: 'ST-113', clause: 'entries of a mark are logged too and leave the version as it is',
    async run({ write, commit, store, load }) {
      await write({ entries: [entry('1')] });
      await commit({ expect: -1, entries: [entry('2', 'decision')] });
      await write({ entries: [entry('3')] });
      assert.deepEqual(bodies(await store.history(place, { limit: 10 })), ['3', '2', '1']);
      assert.equal((await load())?.version, 2);
    },
  },
];

async function scanAll(store: Store, limit: number): Promise<{ readonly entries: readonly { readonly body: string }[]; readonly next: number }> {
  const entries: { readonly body: string }[] = [];
  let next = 0;
  for (;;) {
    const page = await store.scan(next, limit);
    assert(page.entries.length <= limit);
    entries.push(...page.entries);
    next = page.next;
    if (page.entries.length === 0) return { entries, next };
    assert(entries.length < 1_000, 'the scan never ends');
  }
}
