import { describe, expect, it } from 'vitest';
import { purityViolations } from './purity-rules.js';
import { readSources, say } from './source-file.js';

describe('decisions are pure', () => {
  it('nothing but orchestrator, testing and adapters reads a clock, rolls dice, waits or looks at its machine', () => {
    expect(say(purityViolations(readSources('src')))).toEqual([]);
  });

  it.each([
    ['Date.now', 'const at = Date.now();'],
    ['new Date()', 'const at = new Date();'],
    ['Date()', 'const at = Date();'],
    ['Math.random', 'const dice = Math.random;'],
    ['setTimeout', 'setTimeout(run, 10);'],
    ['setInterval', 'const tick = setInterval;'],
    ['fetch', 'const answer = await fetch(url);'],
    ['process', 'const debug = process.env.DEBUG;'],
    ['performance', 'const at = performance.now();'],
    ['crypto', 'const id = crypto.randomUUID();'],
    ['globalThis', 'const later = globalThis.setTimeout;'],
    ['crypto', 'const ports = { crypto };'],
    ['localeCompare', 'names.sort((a, b) => a.localeCompare(b));'],
  ])('%s in a pure folder is noticed', (name, text) => {
    expect(say(purityViolations([{ path: 'src/customer/decide.ts', text }]))).toContain(`src/customer/decide.ts:1 ${name} in a pure folder; let it arrive as an argument`);
  });

  it('a member, a field or a word in a text that only shares the name is no fault', () => {
    const text = `export interface Clock { fetch(): void; readonly process: string }
      // Date.now is for the orchestrator
      export const run = (process: () => void): void => process();
      export const rule = (book: Clock, at: number) => ({ process: book.process, day: new Date(at), words: 'setTimeout' });`;
    expect(purityViolations([{ path: 'src/policy/x.ts', text }])).toEqual([]);
  });

  it('the orchestrator may wait and read the clock', () => {
    expect(purityViolations([{ path: 'src/orchestrator/clock.ts', text: 'setTimeout(() => Date.now(), 1);' }])).toEqual([]);
  });
});
