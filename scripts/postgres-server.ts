import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresProgram } from './postgres-program.js';

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

/** Starts a real server from npm's binaries, for tests, benchmarks and examples; as root it runs as the user `postgres`, which is made where it is missing. */
export async function startDatabaseServer(settings: { readonly [name: string]: string } = {}): Promise<DatabaseServer> {
  const { Server, release } = await postgresProgram();
  // the user it runs as owns this folder, which must therefore not lie in one of ours
  const folder = mkdtempSync(join(tmpdir(), 'throughline-postgres-'));
  const [port, password] = [await freePort(), randomBytes(12).toString('hex')];
  const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '120', log_min_messages: 'log', ...settings });
  const make = () => new Server({
    databaseDir: folder, port, password, user: 'postgres', persistent: true, createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'], postgresFlags: flags.flatMap(([name, value]) => ['-c', `${name}=${value}`]), onLog: () => undefined, onError: () => undefined,
  });
  let server = make();
  await server.initialise();
  await server.start();
  // whoever ends without taking it away, as a run that is broken off, leaves no server behind
  const killAtExit = (): void => killServer(folder);
  process.once('exit', killAtExit);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
    async restart() {
      // at once, as with `-m immediate`; what else stops it would let it write everything down first
      killServer(folder);
      await server.stop();
      server = make();
      await server.start();
    },
    async remove() {
      process.off('exit', killAtExit);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      release();
    },
  };
}

function killServer(folder: string): void {
  try {
    process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
  } catch {
    // it was stopped before
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
