import { Pool } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { runCases, storeCases } from '../../../src/testing/index.js';
import { postgresHarness } from './postgres-harness.js';
import { useTestDatabase } from './test-database.js';
import { startTransactionPooler } from './transaction-pooler.js';

it('the postgres store keeps the whole contract through a pooler that gives each transaction another connection', async () => {
  const database = await useTestDatabase();
  const pooler = await startTransactionPooler(database.workerUrl, 3);
  const pool = new Pool({ connectionString: pooler.url, max: 4 });
  onTestFinished(() => pool.end());
  const { passed, failed, skipped } = await runCases(storeCases(postgresHarness(() => ({ database, pool }))));
  expect({ failed, skipped }).toEqual({ failed: [], skipped: [] });
  expect(passed.length).toBeGreaterThan(120);
  expect(pooler.counts.transactions).toBeGreaterThan(500);
  expect(pooler.counts.moved).toBeGreaterThan(pooler.counts.transactions / 2);
});
