import { JourneyError } from '../../src/errors/index.js';
import { numberOf, type Row } from './column.js';
import type { Connection } from './connection.js';

const oldestVersion = 150_000;
const exactFloats = 1;

const settings = `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit, current_setting('server_encoding') AS encoding,
  current_setting('server_version_num') AS version, current_setting('extra_float_digits') AS float_digits`;

/** Refuses a server that may lose what it acknowledged (`UnsafeDurability`) or that would not give back what it was given (`InvalidOptions`). */
export async function checkServer(connection: Connection, durable: 'remote' | 'no'): Promise<void> {
  const [row = {}] = await connection.query(settings);
  if (durable !== 'no') refuseUnsafe(row);
  if (numberOf(row, 'version') < oldestVersion) throw new JourneyError('InvalidOptions', 'The store needs PostgreSQL 15 or newer');
  if (row['encoding'] !== 'UTF8') throw new JourneyError('InvalidOptions', 'The store needs a database with the encoding UTF8');
  if (numberOf(row, 'float_digits') < exactFloats) throw new JourneyError('InvalidOptions', 'The store needs `extra_float_digits` of at least 1, the default, or times would come back rounded');
}

function refuseUnsafe(row: Row): void {
  for (const setting of ['fsync', 'synchronous_commit']) {
    if (row[setting] === 'off') {
      throw new JourneyError('UnsafeDurability', `The server runs with \`${setting}\` off and could lose an acknowledged event; turn it on, or say \`durable: 'no'\``, { path: setting });
    }
  }
}
