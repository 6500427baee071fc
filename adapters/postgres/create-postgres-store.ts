import { JourneyError } from '../../src/errors/index.js';
import { checkBatch, type Claimed, type DueEffect, type DueTimer, type Store, type StoreOpened, type StoreOwner } from '../../src/ports/index.js';
import { checkConfig } from './check-config.js';
import { checkServer } from './check-server.js';
import { claimEffects, claimTimers, type ClaimQuery } from './claim-due.js';
import { numberOf } from './column.js';
import { commitBatch } from './commit-batch.js';
import { connect, type Connection } from './connection.js';
import { eraseLanes, trimLog } from './forget.js';
import { createHints, type Hints } from './hints.js';
import { listPage } from './list-page.js';
import { migrate } from './migrate.js';
import type { PostgresStoreConfig } from './postgres-store-config.js';
import { balanceOf, countersOf, historyOf, holdersOf, loadLanes, rowsOf, scanFrom } from './read-lane.js';
import { toSchemaName, type SchemaName } from './schema-name.js';
import { beginSession, type Session } from './session.js';

type Run = <T>(work: (session: Session) => Promise<T>) => Promise<T>;

/**
 * The store that many processes share, in a schema of a PostgreSQL database: an acknowledged commit is as safe as the server keeps it. Throws
 * `InvalidOptions` where no database is named; `open` rejects with `UnsafeDurability`, `StoreForeign`, `StoreTooNew`, `InvalidOptions` or
 * `StoreUnavailable`. Where the connection breaks a call rejects with `StoreUnavailable` and may be made again; nothing needs to be opened again.
 */
export function createPostgresStore(config: PostgresStoreConfig): Store {
  checkConfig(config);
  const { schema = 'throughline', leaseMs = 30_000, maxBatch = 64, durable = 'remote' } = config;
  const name = toSchemaName(schema);
  const connection = connect(config, name.identifier);
  const hints = createHints(config, connection, name);
  const owner = createOwner(connection, { name, leaseMs, durable, ...(hints !== undefined && { hints }) });
  const { run } = owner;
  async function claim(query: ClaimQuery & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: ClaimQuery & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim(query: ClaimQuery): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    return query.kind === 'timer' ? run((session) => claimTimers(session, query)) : run((session) => claimEffects(session, query));
  }

  return {
    contract: 1,
    info: { name: 'postgres', durable, shared: true, timers: 'store', maxBatch },
    open: owner.open,
    now: () => run(async ({ connection }) => numberOf((await connection.call('now_ms', []))[0] ?? {}, 'now_ms')),
    load: (lanes) => run((session) => loadLanes(session, lanes)),
    resolve: (keys) => run((session) => holdersOf(session, keys)),
    commit: (batch) => run((session) => {
      checkBatch(batch, maxBatch);
      return commitBatch(session, batch);
    }),
    claim,
    history: (lane, query) => run((session) => historyOf(session, lane, query)),
    scan: (after, limit) => run((session) => scanFrom(session, after, limit)),
    rows: (lane, query) => run((session) => rowsOf(session, lane, query)),
    counters: (tenant, keys) => run((session) => countersOf(session, tenant, keys)),
    list: (query) => run((session) => listPage(session, query)),
    balance: () => run((session) => balanceOf(session)),
    trim: (before) => run((session) => trimLog(session, before)),
    erase: (lanes) => run((session) => eraseLanes(session, lanes)),
    ...(hints !== undefined && { hints }),
    close: owner.close,
  };
}

interface Opening { readonly name: SchemaName; readonly leaseMs: number; readonly durable: 'remote' | 'no'; readonly hints?: Hints }

function createOwner(connection: Connection, { name, leaseMs, durable, hints }: Opening): { readonly open: (owner: StoreOwner) => Promise<StoreOpened>; readonly run: Run; readonly close: () => Promise<void> } {
  let closing: Promise<void> | undefined;
  let session: Session | undefined;
  let openings = 0;
  return {
    async open({ worker }) {
      if (closing !== undefined) throw new JourneyError('Closed', 'The store is closed; create another one for the database');
      const opening = openings += 1;
      // its calls are fenced from here on, until another one has begun: whoever uses the store begins anew, and nobody takes it for closed
      await session?.end();
      await checkServer(connection, durable);
      await migrate(connection, name);
      const begun = await beginSession(connection, { worker, leaseMs });
      if (opening !== openings || closing !== undefined) {
        // nobody waits for this worker any more, and nobody would end it
        await begun.session.end();
        throw new JourneyError('StoreUnavailable', 'The store was opened again, or closed, while this was under way');
      }
      session = begun.session;
      return begun.opened;
    },
    async run(work) {
      if (session === undefined || closing !== undefined) throw new JourneyError('Closed', closing === undefined ? 'The store was not opened yet: call `open` first' : 'The store is closed');
      return work(session);
    },
    close() {
      closing ??= Promise.all([session?.end(), hints?.end()]).then(() => connection.end());
      return closing;
    },
  };
}
