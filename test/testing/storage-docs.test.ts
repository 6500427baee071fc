import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { storeCases } from '../../src/testing/index.js';
import { memoryHarness } from './memory-harness.js';

it('the storage page lists every case with its clause, and no other', () => {
  const page = readFileSync(new URL('../../docs/storage.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| ST-'));
  expect(rows).toEqual(storeCases(memoryHarness()).map(({ id, clause }) => `| ${id} | ${clause} |`));
});
