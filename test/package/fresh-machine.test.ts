import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from './consumer.js';

describe('the run on a fresh machine', () => {
  let folder: string;
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'throughline-run-')); });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs `.ci/run` where there is a browser and npm is a stand-in: `ci`, `test` and `browser` are what each of the three commands does. */
  const run = async (ci: string, test: string, browser: string): Promise<{ readonly last: string; readonly exit: number }> => {
    const npm = join(folder, 'npm');
    await writeFile(npm, `#!/usr/bin/env bash\ncase "$1" in ci) ${ci};; test) ${test};; run) ${browser};; esac\n`);
    await chmod(npm, 0o755);
    const env = { ...process.env, CHROMIUM_PATH: npm, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
    return new Promise((resolve) => {
      execFile('bash', [join(repository, '.ci/run')], { env }, (error, stdout) => {
        resolve({ last: stdout.trimEnd().split('\n').at(-1) ?? '', exit: typeof error?.code === 'number' ? error.code : 0 });
      });
    });
  };

  it.each([
    ['all is well', 'true', 'echo "12 passed, 0 failed"', 'echo "3 passed, 0 failed"', '15 passed, 0 failed', 0],
    ['tests fail', 'true', 'echo "12 passed, 3 failed"; exit 1', 'echo "3 passed, 0 failed"', '15 passed, 3 failed', 1],
    ['a test in the browser fails', 'true', 'echo "12 passed, 0 failed"', 'echo "2 passed, 1 failed"; exit 1', '14 passed, 1 failed', 1],
    ['the browser dies', 'true', 'echo "12 passed, 0 failed"', 'exit 1', '12 passed, 1 failed', 1],
    ['the run dies after its count', 'true', 'echo "12 passed, 0 failed"; exit 1', 'echo "3 passed, 0 failed"', '15 passed, 1 failed', 1],
    ['the run dies before its count', 'true', 'echo "12 passed"; exit 1', 'echo "3 passed, 0 failed"', '3 passed, 1 failed', 1],
    ['the run ends quietly without a count', 'true', 'true', 'echo "3 passed, 0 failed"', '3 passed, 1 failed', 1],
    ['nothing ran', 'true', 'echo "0 passed, 0 failed"', 'echo "0 passed, 0 failed"', '0 passed, 2 failed', 1],
    ['the installation fails', 'exit 1', 'echo "12 passed, 0 failed"', 'exit 1', '0 passed, 2 failed', 1],
  ])('%s: it closes with the right line and exit code', async (_, ci, test, browser, last, exit) => {
    expect(await run(ci, test, browser)).toEqual({ last, exit });
  });
});
