import type { ClientConfig } from 'pg';
import { JourneyError } from '../../src/errors/index.js';
import type { StoreHints } from '../../src/ports/index.js';
import type { Connection } from './connection.js';
import { listen, type Ear } from './listen.js';
import type { PostgresStoreConfig } from './postgres-store-config.js';
import type { SchemaName } from './schema-name.js';

export interface Hints extends StoreHints {
  /** hears nothing more */
  end(): Promise<void>;
}

/** Hints by NOTIFY and LISTEN, where the host asked for them. Throws `InvalidOptions` where it is not said where to listen. */
export function createHints(config: PostgresStoreConfig, connection: Connection, schema: SchemaName): Hints | undefined {
  if (config.listen === undefined) return undefined;
  const where = clientConfigOf(config.listen === true ? config.connection : config.listen);
  let ear: Ear | undefined;
  return {
    tell: () => connection.call('tell_1', []).then(forget, forget),
    hear(listener) { ear ??= listen(where, schema, listener); },
    async end() { await ear?.end(); },
  };
}

function clientConfigOf(connection: string | ClientConfig | undefined): ClientConfig {
  if (connection === undefined) throw new JourneyError('InvalidOptions', 'A store over a `pool` of yours is to be told where to listen: a connection string, or settings of `pg`', { path: 'listen' });
  return typeof connection === 'string' ? { connectionString: connection } : connection;
}

// nothing stands on a hint
function forget(): void {}
