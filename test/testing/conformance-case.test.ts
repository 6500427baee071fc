import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeCases, runCases, storeCases, type ConformanceCase } from '../../src/testing/index.js';
import { memoryHarness } from './memory-harness.js';

const cases: readonly ConformanceCase[] = [
  { id: 'XX-01', clause: 'holds', run: async () => undefined },
  { id: 'XX-02', clause: 'is broken', run: async () => { throw new Error('as planted'); } },
  { id: 'XX-03', clause: 'does not apply', skip: 'no such capability', run: async () => { throw new Error('never run'); } },
];

describe('conformance cases', () => {
  it('run without any test runner, and the report names what failed and what was left out', async () => {
    const report = await runCases(cases);
    expect(report.passed).toEqual(['XX-01']);
    expect(report.failed.map(({ id, clause }) => `${id} ${clause}`)).toEqual(['XX-02 is broken']);
    expect(report.skipped).toEqual([{ id: 'XX-03', reason: 'no such capability' }]);
  });

  it('register in the runner that is handed in; a failure cites id and clause, a skip its reason', async () => {
    const tests: { readonly title: string; readonly run: () => Promise<void> }[] = [];
    const skipped: string[] = [];
    const register = Object.assign((title: string, run: () => Promise<void>) => tests.push({ title, run }), { skip: (title: string) => skipped.push(title) });
    describeCases('planted', cases, { describe: (_, body) => body(), it: register });
    expect(tests.map(({ title }) => title)).toEqual(['XX-01 holds', 'XX-02 is broken']);
    expect(skipped).toEqual(['XX-03 does not apply (skipped: no such capability)']);
    await expect(tests[1]?.run()).rejects.toThrow('XX-02 is broken: as planted');
  });

  it('run under node:test as they do under vitest', () => {
    const file = fileURLToPath(new URL('./node-test-kit.ts', import.meta.url));
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--test', '--test-reporter=tap', file], { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
    expect(output).toContain(`# pass ${storeCases(memoryHarness()).filter(({ skip }) => skip === undefined).length}\n`);
    expect(output).toContain('# fail 0\n');
  });
});
