import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildHost } from './build-host.js';

/** Builds the host, with a bug where one is named, for one test. */
export async function built(bug?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-host-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'host.mjs');
  await buildHost(program, bug);
  return program;
}
