import assert from 'node:assert/strict';
import type { StoreCase } from './store-bench.js';

const texts = [
  '', ' ', 'plain', 'null', '0', '{"a":1}', 'quote \' " ` \\', 'line\r\n\ttab', 'nul \u0000 inside', 'é', 'e\u0301', 'שלום مرحبا', '\u202Ertl', '日本語', '😀👩‍👩‍👧', '\uFEFFbom',
  '\uFFFD', '\u{10FFFF}', '\u{10FFFF}d800', '\uD800', '\uDC00', 'half \uD83D', '\uDE00 half', '%_*?', '; DROP TABLE lane; --', 'x'.repeat(300),
];

/** Clauses about handing back exactly what was given. */
export const fidelityCases: readonly StoreCase[] = [
  {
    id: 'ST-125', clause: 'every text comes back as it was, half surrogate pairs and NUL included',
    async run({ write, store, load, effects }) {
      for (const text of texts) {
        await write({ state: text, entries: [{ kind: 'event', at: 1, body: text }], rows: { put: [{ key: 'r', value: text }] }, effects: { add: [{ key: text, due: 0, attempt: 0, queue: text, body: text }] } });
        assert.equal((await load())?.state, text);
        assert.equal((await store.history({ tenant: 't', lane: 'a' }, { limit: 1 }))[0]?.body, text);
        assert.equal((await store.rows({ tenant: 't', lane: 'a' }, { limit: 1 }))[0]?.value, text);
        assert.deepEqual((await effects()).due, [{ tenant: 't', lane: 'a', key: text, queue: text, body: text, attempt: 1 }]);
        await write({ effects: { settle: [{ key: text, result: 'sent' }] } });
      }
    },
  },
  {
    id: 'ST-126', clause: 'two keys that differ in anything are two keys, wherever a key is used',
    async run({ write, store }) {
      for (const text of texts) {
        await write({
          tenant: text, lane: text, expect: 0, identities: { claim: [text] }, rows: { put: [{ key: text, value: text }] }, counters: { [text]: 1 },
          entries: [{ kind: 'event', at: 1, body: text, dedupe: { source: 's', id: text, digest: 'd' } }], instances: { set: [{ id: text, journey: text, status: text }] },
        });
      }
      const lane = { tenant: 'one', lane: 'one' };
      await write({
        ...lane, rows: { put: texts.map((key) => ({ key, value: key })) }, instances: { set: texts.map((id) => ({ id, journey: id, status: id })) }, identities: { claim: texts },
        entries: texts.map((id) => ({ kind: 'event', at: 1, body: id, dedupe: { source: id, id: 'x', digest: 'd' } })), counters: Object.fromEntries(texts.map((key) => [key, 1])),
      });
      assert.equal((await store.rows(lane, { limit: 100 })).length, texts.length);
      assert.equal((await store.list({ kind: 'instance', ...lane, limit: 100 })).items.length, texts.length);
      assert.equal((await store.list({ kind: 'lane', limit: 100 })).items.length, texts.length + 1);
      for (const text of texts) {
        assert.deepEqual(await store.resolve([{ tenant: text, identity: text }, { tenant: 'one', identity: text }]), [text, 'one']);
        assert.deepEqual(await store.counters(text, [text]), [1]);
        assert.deepEqual((await store.rows({ tenant: text, lane: text }, { limit: 10 })), [{ key: text, value: text }]);
      }
    },
  },
  {
    id: 'ST-127', clause: 'a text of a megabyte comes back as it was',
    async run({ write, load, store }) {
      const text = 'aé😀'.repeat(200_000);
      await write({ state: text, entries: [{ kind: 'event', at: 1, body: text }] });
      assert((await load())?.state === text);
      assert((await store.scan(0, 1)).entries[0]?.body === text);
    },
  },
  {
    id: 'ST-128', clause: 'every finite number comes back as it was',
    async run({ write, store, timers, effects }) {
      const numbers = [0, -1, 0.5, 1_767_225_600_000.25, 2 ** 31, 2 ** 53 + 2, 2 ** 60, 8.64e15, 1e300, -1e300];
      await write({ entries: numbers.map((at) => ({ kind: 'event', at, body: 'x' })), parked: { add: numbers.map((at, id) => ({ id: String(id), journey: 'j', at, cause: 'c', body: 'b' })) } });
      assert.deepEqual((await store.scan(0, 20)).entries.map(({ at }) => at), numbers);
      const { items } = await store.list({ kind: 'parked', limit: 20 });
      assert.deepEqual(new Set(items.map(({ id, at }) => `${id} ${at}`)), new Set(numbers.map((at, id) => `${id} ${at}`)));
      for (const due of [-1e300, -0.5, 2 ** 60, 1e300]) {
        await write({ timers: { set: [{ id: 'x', due }] }, effects: { add: [{ key: String(due), due, attempt: 0, body: 'b' }] } });
        const [timer, effect] = [await timers(), await effects()];
        assert.deepEqual(due < 0 ? [timer.due[0]?.due, effect.due.length] : [timer.next, effect.next], due < 0 ? [due, 1] : [due, due]);
        await write({ effects: { settle: [{ key: String(due), result: 'sent' }] } });
      }
    },
  },
  {
    id: 'ST-129', clause: 'the store keeps what it was given, not the object: changing it afterwards changes nothing, on either side',
    async run({ write, store, load }) {
      const row = { key: 'r', value: 'v' };
      const parked = { id: 'p', journey: 'j', at: 1, cause: 'c', body: 'b' };
      const instance = { id: 'i', journey: 'j', status: 'active' };
      const entry = { kind: 'event' as const, at: 1, body: 'b', dedupe: { source: 's', id: '1', digest: 'd' } };
      await write({ rows: { put: [row] }, parked: { add: [parked] }, instances: { set: [instance] }, entries: [entry] });
      for (const given of [row, parked, instance, entry]) spoil(given);
      const read = async () => [await load(), await store.rows({ tenant: 't', lane: 'a' }, { limit: 1 }), (await store.list({ kind: 'parked', limit: 1 })).items, (await store.list({ kind: 'instance', limit: 1 })).items, (await store.scan(0, 1)).entries, await store.history({ tenant: 't', lane: 'a' }, { limit: 1 })];
      const before = JSON.stringify(await read());
      assert(!before.includes('spoiled'));
      for (const answer of (await read()).flat()) if (answer !== undefined) spoil(answer);
      assert.equal(JSON.stringify(await read()), before);
    },
  },
];

function spoil(value: object): void {
  for (const key of Object.keys(value)) Reflect.set(value, key, 'spoiled');
}
