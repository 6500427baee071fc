import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const tsx = join(repository, 'node_modules/tsx/dist/cli.mjs');

/** A demo that is under way: what it has printed so far, and how it ended. */
export interface RunningDemo {
  readonly process: ChildProcessWithoutNullStreams;
  printed(): string;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

/** Starts the demo as `npm start` does, on the built package. */
export function startDemo(args: readonly string[], { cwd = repository, temporary = tmpdir() }: { readonly cwd?: string; readonly temporary?: string } = {}): RunningDemo {
  const child = spawn(process.execPath, [tsx, '--tsconfig', join(repository, 'examples/tsconfig.json'), join(repository, 'examples/demo/run.ts'), ...args], { cwd, env: { ...process.env, NO_COLOR: '1', TMPDIR: temporary, TEMP: temporary, FORCE_COLOR: undefined } });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => { out += bytes.toString('utf8'); });
  child.stderr.on('data', (bytes: Buffer) => { err += bytes.toString('utf8'); });
  // a test that gave up on it leaves nothing running
  onTestFinished(() => void child.kill());
  return {
    process: child,
    printed: () => out,
    ended: new Promise((resolve) => { child.once('close', (code) => resolve({ code, out, err })); }),
  };
}

/** Takes out what differs from run to run: the port, and when a cool-down ends. */
export const steady = (out: string): string => out.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'SOON');
