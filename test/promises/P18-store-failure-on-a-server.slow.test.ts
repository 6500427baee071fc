import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../adapters/postgres/test-database.js';
import { fullSize } from '../full-size.js';
import type { Home } from '../orchestrator/door/homes.js';
import { failEachCallOf, kinds, type Trouble } from './store-failure/fail-each-call-of.js';
import { retryUnread } from './store-failure/planted/retry-unread.js';
import { trustUnknown } from './store-failure/planted/trust-unknown.js';
import { scenarios } from './store-failure/scenarios.js';
import { runsByKey } from './store-failure/scenarios/runs-by-key.js';
import { createServerHomes } from './store-failure/server-homes.js';
import { serverTroubles } from './store-failure/server-troubles.js';
import { serverWays, startSpoilingProxy, type SpoilingProxy } from './store-failure/spoiling-proxy.js';

/** in the full run every call goes wrong in so many ways, the ways in turn; in the small one a call of each story, in the ways that only a server has */
const waysOfACall = 4;
/** what is half open is given up after so long, milliseconds */
const callTimeoutMs = 400;

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.end());

let proxy: SpoilingProxy;
let pool: Pool;
let make: () => Promise<Home>;
beforeAll(async () => {
  proxy = await startSpoilingProxy(database.workerUrl);
  pool = new Pool({ connectionString: proxy.url, max: 4 });
  // between two stores nobody else hears that a line was cut
  pool.on('error', () => undefined);
  make = createServerHomes({ database, pool, callTimeoutMs });
});
afterAll(async () => {
  await pool.end();
  proxy.close();
});

const someOf = (n: number): readonly Trouble[] => {
  const all = [...serverTroubles(proxy), ...kinds];
  return Array.from({ length: waysOfACall }, (_, at) => all[(n * waysOfACall + at) % all.length]).filter((trouble) => trouble !== undefined);
};
const oneOf = (story: number) => (n: number): readonly Trouble[] => (n === 2 + ((story * 7) % 20) ? serverTroubles(proxy).slice(story % serverWays.length).slice(0, 1) : []);

describe('whichever call of a PostgreSQL server goes wrong, in whatever way,', () => {
  test.each(scenarios.map((scenario, at) => [scenario.title, scenario, at] as const))('%s: all ends as if nothing had happened', async (_title, scenario, at) => {
    const { tellings } = await failEachCallOf(scenario, { make, of: fullSize ? someOf : oneOf(at) });
    expect(tellings).toBeGreaterThan(0);
  }, 10_800_000);

  test('every way that only a server has was met', () => {
    expect(proxy.spoilt()).toEqual(new Set(serverWays));
  });
});

describe('the proof notices on a server a library that', () => {
  test.each([
    ['takes a commit of unknown outcome for done', trustUnknown, 'dropped before'],
    ['commits what it decided on an old version without reading the new one', retryUnread, 'dropped after'],
  ] as const)('%s', async (_what, planted, failure) => {
    const of = (): readonly Trouble[] => serverTroubles(proxy).filter((trouble) => trouble.failure === failure);
    await expect(failEachCallOf(runsByKey, { make, of, planted })).rejects.toThrow(/to deeply equal|^call \d+ of/);
  });

  test('waits for ever for a connection that is not answered', async () => {
    const endless = connectEndlessly(new Pool({ connectionString: proxy.url, max: 1 }));
    const of = (n: number): readonly Trouble[] => (n === 2 ? serverTroubles(proxy).filter(({ failure }) => failure === 'silent while connecting') : []);
    await expect(failEachCallOf(runsByKey, { make: createServerHomes({ database, pool: endless, callTimeoutMs }), of })).rejects.toThrow(/^call 2 of/);
    proxy.cut();
    await endless.end();
  });
});

/** A planted bug: nothing limits how long its connections may take. */
function connectEndlessly(pool: Pool): Pool {
  Object.defineProperty(pool.options, 'connectionTimeoutMillis', { get: () => 0, set: () => undefined });
  return pool;
}
