import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('../../examples/app/main.ts', import.meta.url));
const tsconfig = fileURLToPath(new URL('../../examples/tsconfig.json', import.meta.url));

/** The example app as a process of its own, on one file and one port through all its lives. */
export interface AppProcess {
  readonly url: string;
  /** ends it as a power cut does; nothing is said and nothing is written any more */
  kill(): Promise<void>;
  /** on the same file and port */
  start(): Promise<void>;
}

/** Starts the app on an empty file; it is gone with the test. */
export async function startAppProcess(): Promise<AppProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-app-'));
  let port = '0';
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const start = async (): Promise<string> => {
    child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: { ...process.env, TSX_TSCONFIG_PATH: tsconfig, APP_FILE: join(folder, 'app.db'), APP_PORT: port }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const url = await listening(child);
    ({ port } = new URL(url));
    return url;
  };
  onTestFinished(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const url = await start();
  return { url, kill, start: async () => { await start(); } };
}

function listening({ stdout, stderr, ...child }: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    stderr?.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /^agent +(http:\S+)\/desk$/m.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    stdout?.once('close', () => reject(new Error(`The app ended before it listened (${String(child.exitCode)}): ${said}`)));
  });
}
