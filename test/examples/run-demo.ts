import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
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

/** What somebody who calls by hand pipes into curl. */
export const signCallByHand = (folder: string, word: string): string =>
  execFileSync(process.execPath, [tsx, join(repository, 'examples/demo/sign-call.ts'), folder, word], { encoding: 'utf8' });

/** Does what curl does with it; answers the status. */
export async function callByHand(url: string, config: string): Promise<number> {
  const headers = [...config.matchAll(/^header = "([^:]+): (.*)"$/gm)].map(([, name = '', value = '']): [string, string] => [name, value]);
  const body: unknown = JSON.parse(/^data = (.*)$/m.exec(config)?.[1] ?? '""');
  return (await fetch(`${url}/webhooks/phone`, { method: 'POST', headers, body: String(body) })).status;
}

/** Takes out what differs from run to run: ports, codes, times, and how long ago something was. */
export const steady = (out: string): string => out
  .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'SOON')
  .replaceAll(/\d{6} is your code/g, 'CODE is your code').replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'TIME').replaceAll(/asked \d+ s ago/g, 'asked just now');
