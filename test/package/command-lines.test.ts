import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toCounts } from '../../scripts/count-reporter.js';
import { repository } from './consumer.js';

const read = (path: string): string => readFileSync(repository + path, 'utf8');

describe('the two command lines', () => {
  it('stand in the README, and the scripts they call exist', () => {
    const lines = read('README.md').split('\n');
    const { scripts } = JSON.parse(read('package.json'));
    expect(lines.filter((line) => line.startsWith('npm ci && npm '))).toHaveLength(2);
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^npm ci && npm start\b/), expect.stringMatching(/^npm ci && npm test\b/)]));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test', 'check']));
  });

  it('the run on a fresh machine is the one the README names', () => {
    expect(read('.ci/run')).toContain('npm ci && npm test');
  });
});

describe('the line that closes a test run', () => {
  it('counts tests, files that did not load and errors outside of any test', () => {
    expect(toCounts({ ok: 7, broken: 1, unloaded: 1, stray: 1 }, false)).toEqual({ passed: 7, failed: 3 });
    expect(toCounts({ ok: 7, broken: 0, unloaded: 0, stray: 0 }, true)).toEqual({ passed: 7, failed: 0 });
  });

  it('never says 0 failed when the run did not end well or ran nothing', () => {
    expect(toCounts({ ok: 7, broken: 0, unloaded: 0, stray: 0 }, false).failed).toBe(1);
    expect(toCounts({ ok: 0, broken: 0, unloaded: 0, stray: 0 }, true).failed).toBe(1);
  });
});
