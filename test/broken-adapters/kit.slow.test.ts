import { describe, expect, it } from 'vitest';
import { runCases, storeCases } from '../../src/testing/index.js';
import { memoryHarness, sharedMemoryHarness } from '../testing/memory-harness.js';
import { brokenStores } from './broken-stores.js';
import { brokenWorkers } from './broken-workers.js';

describe('a store that breaks one clause fails the cases of that clause and no others: one that', () => {
  it.each(brokenStores.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, wrap }) => {
    const { failed } = await runCases(storeCases(memoryHarness(wrap)));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('a store that many share and of which one worker does not mind the others fails the cases of that and no others: one that', () => {
  it.each(brokenWorkers.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, wrap }) => {
    const { failed } = await runCases(storeCases(sharedMemoryHarness(wrap)));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('the storage cases', () => {
  it('are each caught out by at least one broken store', () => {
    const caught = new Set([...brokenStores, ...brokenWorkers].flatMap(({ fails }) => fails.split(' ')));
    expect(storeCases(memoryHarness()).filter(({ id }) => !caught.has(id))).toEqual([]);
  });

  it('are at least sixty, and each has an id and a clause of its own', () => {
    const cases = storeCases(memoryHarness());
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(new Set(cases.map(({ clause }) => clause)).size).toBe(cases.length);
  });

  it('say so where a harness cannot restart a store, instead of passing', async () => {
    const { reopen: _, ...harness } = memoryHarness();
    const { passed, failed, skipped } = await runCases(storeCases(harness));
    expect(failed).toEqual([]);
    expect(skipped.length).toBeGreaterThan(5);
    expect(skipped.every(({ reason }) => /reopen|join|expire/.test(reason))).toBe(true);
    expect(passed.length + skipped.length).toBe(storeCases(harness).length);
  });
});
