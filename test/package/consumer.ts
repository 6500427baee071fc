import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
const exec = promisify(execFile);

/** An empty project of somebody else, with the package installed from its tarball. */
export interface Consumer {
  readonly folder: string;
  /** Writes a file, runs it with this Node and answers what it printed. */
  run(name: string, code: string): Promise<string>;
  /** Runs TypeScript as readers of the docs do, by tsx, and answers what it printed. */
  runTypeScript(args: readonly string[]): Promise<string>;
  /** Compiles files with the repository's compiler under the strictest settings; answers its complaints. */
  compile(files: { readonly [name: string]: string }, options: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Packs what is built and installs it, with `beside` as further packages. Needs `dist/`. */
export async function createConsumer(beside: readonly string[]): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-consumer-'));
  const tarball = await pack(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball, ...beside], folder);
  return {
    folder,
    run: async (name, code) => {
      await writeFile(join(folder, name), code);
      return (await exec(process.execPath, [name], { cwd: folder })).stdout.trim();
    },
    runTypeScript: async (args) => (await exec(process.execPath, [join(repository, 'node_modules/tsx/dist/cli.mjs'), ...args], { cwd: folder })).stdout,
    compile: async (files, options) => {
      for (const [name, code] of Object.entries(files)) await writeFile(join(folder, name), code);
      const compiler = join(repository, 'node_modules/typescript/bin/tsc');
      const flags = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2023', ...options];
      return exec(process.execPath, [compiler, ...flags, ...Object.keys(files)], { cwd: folder }).then(() => '', (error) => String(error.stdout));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The paths that a publish would upload. */
export async function packedPaths(): Promise<readonly string[]> {
  const [packed] = JSON.parse(await npm(['pack', '--dry-run', '--json', '--ignore-scripts'], repository));
  return packed.files.map((file: { readonly path: string }) => file.path);
}

/** Writes the declarations beside the JavaScript that `npm test` has built. */
export async function buildDeclarations(): Promise<void> {
  await exec(process.execPath, [join(repository, 'node_modules/tsup/dist/cli-default.js'), '--dts-only', '--no-clean', '--silent'], { cwd: repository });
}

async function pack(into: string): Promise<string> {
  const [packed] = JSON.parse(await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', into], repository));
  return join(into, packed.filename);
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  // an outer npm hands its own settings on through the environment; this project is somebody else's
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command|config_(local_prefix|noproxy$))/.test(name)));
  const { stdout } = await exec(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, '--loglevel=error'], { cwd, env, shell: process.platform === 'win32', maxBuffer: 32 * 1024 * 1024 });
  return stdout;
}
