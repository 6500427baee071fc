import type { ConformanceCase } from '../conformance-case.js';
import { balanceCases } from './balance-cases.js';
import { batchCases } from './batch-cases.js';
import { counterCases } from './counter-cases.js';
import { dedupeCases } from './dedupe-cases.js';
import { effectCases } from './effect-cases.js';
import { erasureCases } from './erasure-cases.js';
import { fidelityCases } from './fidelity-cases.js';
import { identityCases } from './identity-cases.js';
import { lifeCases } from './life-cases.js';
import { listCases } from './list-cases.js';
import { logCases } from './log-cases.js';
import { ownerCases } from './owner-cases.js';
import { queueCases } from './queue-cases.js';
import { rowCases } from './row-cases.js';
import { settlementCases } from './settlement-cases.js';
import { runOnBench, type StoreCase, type StoreHarness } from './store-bench.js';
import { timerCases } from './timer-cases.js';
import { trimCases } from './trim-cases.js';
import { versionCases } from './version-cases.js';
import { workerCases } from './worker-cases.js';

const all: readonly StoreCase[] = [
  ...lifeCases, ...ownerCases, ...versionCases, ...batchCases, ...dedupeCases, ...identityCases, ...listCases, ...timerCases, ...effectCases,
  ...settlementCases, ...queueCases, ...rowCases, ...counterCases, ...logCases, ...trimCases, ...erasureCases, ...fidelityCases, ...workerCases, ...balanceCases,
];

/**
 * Every clause of the storage contract as cases, for the author of a store: `describeCases('acme', storeCases({ create }), { describe, it })`. `docs/storage.md` lists them.
 *
 * @example
 * {@includeCode ../../../examples/kits/store-cases.ts}
 */
export function storeCases(harness: StoreHarness): readonly ConformanceCase[] {
  return all.map(({ id, clause, needs, run }) => ({
    id, clause,
    ...(needs !== undefined && harness[needs] === undefined ? { skip: `the harness has no \`${needs}\`` } : {}),
    run: () => runOnBench(harness, run),
  }));
}
