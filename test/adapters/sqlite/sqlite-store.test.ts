import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMark } from '../../../adapters/sqlite/commit-batch.js';
import { createSqliteStore } from '../../../adapters/sqlite/index.js';
import { migrate } from '../../../adapters/sqlite/schema.js';
import { fromStored, toStored } from '../../../adapters/sqlite/stored-text.js';
import { JourneyError } from '../../../src/errors/index.js';
import type { Change } from '../../../src/ports/index.js';
import { temporaryFile } from './sqlite-harness.js';

const owner = { worker: 'w' };
const mark: Change = { tenant: 't', lane: 'a', expect: -1, epoch: 1, effects: { settle: [{ key: 'e', result: 'sent' }] } };

describe('an erased customer', () => {
  it('cannot be found in the bytes of the file or of its write-ahead log, not even what was overwritten or settled long before', async () => {
    const file = temporaryFile();
    const store = createSqliteStore({ file });
    const { epoch } = await store.open(owner);
    const lanes = Array.from({ length: 40 }, (_, at) => `lane-${at}`);
    for (let version = 0; version < 12; version += 1) {
      await store.commit(lanes.map((lane, at) => changeOf(at % 2 === 0 ? `CANARY-${lane}` : lane, { epoch, version })));
    }
    const canaries = lanes.filter((_, at) => at % 2 === 0).map((lane) => ({ tenant: 't', lane: `CANARY-${lane}` }));
    await store.erase(canaries);
    expect(traces(file, 'CANARY')).toEqual([]);
    expect(traces(file, 'lane-1')).not.toEqual([]);
    await store.close();
    expect(traces(file, 'CANARY')).toEqual([]);
  });
});

describe('an effect that died with its process', () => {
  it('keeps its place among those due, however often the next processes die before they take it up', async () => {
    const file = temporaryFile();
    let now = 1_000;
    const open = async () => {
      const store = createSqliteStore({ file, now: () => now });
      return { store, ...await store.open(owner) };
    };
    const first = await open();
    const add = (key: string, attempt: 0 | 1) => ({ tenant: 't', lane: key, expect: 0, epoch: first.epoch, state: '{}', effects: { add: [{ key, due: now, attempt, body: 'b' }] } });
    await first.store.commit([add('unfinished', 1), add('waiting', 0)]);
    await first.store.close();
    await (await open()).store.close();
    now += 1;
    const { store, unfinished } = await open();
    expect(unfinished).toBe(1);
    expect((await store.claim({ kind: 'effect', worker: 'w', limit: 1, leaseMs: 0 })).due.map(({ key }) => key)).toEqual(['unfinished']);
    await store.close();
  });
});

describe('a full disk', () => {
  it('rejects the commit as StoreUnavailable, keeps nothing of it, and all that was acknowledged', async () => {
    const file = temporaryFile();
    const store = createSqliteStore({ file, maxBytes: 400_000 });
    const { epoch } = await store.open(owner);
    const write = (lane: string, size: number) => store.commit([{ tenant: 't', lane, expect: 0, epoch, state: 'x'.repeat(size), entries: [{ kind: 'event', at: 1, body: lane, dedupe: { source: 's', id: lane, digest: 'd' } }] }]);
    await write('small', 10);
    const error = await write('large', 1_000_000).catch((caught: unknown) => caught);
    expect(JourneyError.is(error, 'StoreUnavailable')).toBe(true);
    expect(await store.load([{ tenant: 't', lane: 'small' }, { tenant: 't', lane: 'large' }])).toMatchObject([{ version: 1 }, undefined]);
    await expect(write('another', 10)).resolves.toMatchObject([{ ok: true, position: 2 }]);
    await store.close();
  });

  it('never puts what was to be kept into the error', async () => {
    const store = createSqliteStore({ file: temporaryFile(), maxBytes: 200_000 });
    const { epoch } = await store.open(owner);
    const error = await store.commit([{ tenant: 't', lane: 'SECRET', expect: 0, epoch, state: 'SECRET'.repeat(100_000) }]).catch((caught: unknown) => caught);
    expect(error instanceof Error && `${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain('SECRET');
    await store.close();
  });
});

describe('a mark', () => {
  it('is a change that only says how effects ended and counts it, and waits for nobody\'s sync', () => {
    expect(isMark(mark)).toBe(true);
    expect(isMark({ ...mark, entries: [], timers: {}, rows: { put: [] }, counters: { 'channel.chat.sent': 1 } })).toBe(true);
  });

  it.each<readonly [string, Partial<Change>]>([
    ['a version', { expect: 0, state: '{}' }],
    ['an entry', { entries: [{ kind: 'decision', at: 1, body: 'x' }] }],
    ['an effect', { effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'b' }] } }],
    ['a timer', { timers: { set: [{ id: 'x', due: 0 }] } }],
    ['the end of a timer', { timers: { cancel: ['x'] } }],
    ['an identity', { identities: { claim: ['email:a'] } }],
  ])('is no mark any more with %s in it', (_, more) => {
    expect(isMark({ ...mark, ...more })).toBe(false);
  });

  it('leaves the store syncing every commit after it', async () => {
    const file = temporaryFile();
    const store = createSqliteStore({ file });
    const { epoch } = await store.open(owner);
    await store.commit([{ ...mark, epoch }]);
    await expect(store.commit([{ ...mark, epoch, effects: { settle: [{ key: 'e', result: 'retry', due: Number.NaN }] } }])).rejects.toThrow();
    await expect(store.commit([{ tenant: 't', lane: 'a', expect: 0, epoch, state: '{}' }])).resolves.toMatchObject([{ ok: true }]);
    await store.close();
  });
});

describe('a claim among a million waiting', () => {
  it.each([
    ['timers', 'SELECT t.id FROM timer t CROSS JOIN lane l ON l.number = t.lane WHERE t.next <= ? ORDER BY t.next, t.lane, t.id LIMIT ?', 'SEARCH t USING PRIMARY KEY (next<?)'],
    ['effects', 'SELECT e.key FROM effect e CROSS JOIN lane l ON l.number = e.lane WHERE e.first = 1 AND e.next <= ? ORDER BY e.next, e.seq LIMIT ?', 'SEARCH e USING INDEX effect_due (next<?)'],
  ])('reads only the %s that are due', (_, sql, plan) => {
    const db = new DatabaseSync(':memory:');
    migrate(db);
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(0, 1).map(({ detail }) => detail);
    expect(steps).toEqual([plan, 'SEARCH l USING INTEGER PRIMARY KEY (rowid=?)']);
  });
});

describe('text in the file', () => {
  it('always comes back as it was, and two texts never become one', () => {
    const text = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('\uD800', '\uDFFF', '\u{10FFFF}', 'd800', 'ffff', '\0'))).map((parts) => parts.join(''));
    fc.assert(fc.property(text, text, (one, other) => (
      fromStored(toStored(one)) === one && toStored(one).isWellFormed() && (toStored(one) === toStored(other)) === (one === other)
    )));
  });
});

describe('trimming a long log', () => {
  it('goes in slices, so that a commit in between need not wait for all of it', async () => {
    let now = 1_000;
    const store = createSqliteStore({ file: temporaryFile(), now: () => now });
    const { epoch } = await store.open(owner);
    for (let batch = 0; batch < 50; batch += 1) {
      await store.commit(Array.from({ length: 100 }, (_, at) => ({ tenant: 't', lane: `lane ${batch} ${at}`, expect: 0, epoch, state: '{}', entries: [{ kind: 'event' as const, at: 1, body: 'x', dedupe: { source: 's', id: `${batch} ${at}`, digest: 'd' } }] })));
    }
    now = 2_000;
    const order: string[] = [];
    const trimmed = store.trim(2_000).then((count) => { order.push('trimmed'); return count; });
    await store.commit([{ tenant: 't', lane: 'new', expect: 0, epoch, state: '{}', entries: [{ kind: 'event', at: 1, body: 'new' }] }]);
    order.push('committed');
    expect(await trimmed).toBe(5_000);
    expect(order).toEqual(['committed', 'trimmed']);
    expect((await store.scan(0, 10)).entries.map(({ body }) => body)).toEqual(['new']);
    await store.close();
  });

  it('rejects with Closed where the store is closed meanwhile', async () => {
    const store = createSqliteStore({ file: temporaryFile(), now: () => 1 });
    const { epoch } = await store.open(owner);
    await store.commit([{ tenant: 't', lane: 'a', expect: 0, epoch, state: '{}', entries: [{ kind: 'event', at: 1, body: 'x' }] }]);
    const trimming = store.trim(2).catch((error: unknown) => error);
    await store.close();
    expect(JourneyError.is(await trimming, 'Closed')).toBe(true);
  });
});

function changeOf(lane: string, { epoch, version }: { readonly epoch: number; readonly version: number }): Change {
  const text = (part: string): string => `${lane} ${part} ${version} ${'.'.repeat((version * 397) % 3_000)}`;
  return {
    tenant: 't', lane, expect: version, epoch, state: text('state'),
    entries: [{ kind: 'event', at: 1, body: text('body'), dedupe: { source: lane, id: text('id'), digest: text('digest') } }],
    identities: { claim: [text('identity')] }, instances: { set: [{ id: text('instance'), journey: 'j', status: text('status') }] },
    timers: { set: [{ id: text('timer'), due: 1 }], cancel: version % 2 === 0 ? [] : [`${lane} timer ${version - 1} ${'.'.repeat(((version - 1) * 397) % 3_000)}`] },
    effects: { add: [{ key: `${lane} effect ${version}`, due: 1, attempt: 0, queue: lane, body: text('effect') }], settle: [{ key: `${lane} effect ${version - 1}`, result: version % 3 === 0 ? 'sent' : 'dead', cause: lane } as const] },
    parked: { add: [{ id: text('parked'), journey: 'j', at: 1, cause: lane, body: text('parked body') }] }, rows: { put: [{ key: `${lane} row`, value: text('row') }] },
  };
}

function traces(file: string, canary: string): readonly string[] {
  return [file, `${file}-wal`].filter((path) => existsSync(path) && readFileSync(path).includes(canary));
}
