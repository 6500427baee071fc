import type { ConformanceCase } from '../conformance-case.js';
import { activityClauses } from './activity-clauses.js';
import { caseClauses } from './case-clauses.js';
import { runOnBench, type CrmClause } from './crm-bench.js';
import type { CrmHarness, CrmUnderTest } from './crm-harness.js';
import { declarationClauses } from './declaration-clauses.js';
import { findClauses } from './find-clauses.js';
import { mergeClauses } from './merge-clauses.js';
import { upsertClauses } from './upsert-clauses.js';

const all: readonly CrmClause[] = [...declarationClauses, ...findClauses, ...upsertClauses, ...mergeClauses, ...activityClauses, ...caseClauses];

/**
 * Every clause of the CRM contract as cases, for the author of an adapter: `describeCases('acme', await crmCases({ create }), { describe, it })`.
 * What the adapter declares decides which of them run, so one is made at once to read it. `docs/crm.md` lists them.
 *
 * @example
 * {@includeCode ../../../examples/kits/crm-cases.ts}
 */
export async function crmCases(harness: CrmHarness): Promise<readonly ConformanceCase[]> {
  const under = await harness.create();
  const cases = all.map((one) => toCase(one, reasonToSkip(one, under), harness));
  await under.inside.dispose?.();
  return cases;
}

function reasonToSkip({ needs = [], tenants }: CrmClause, { crm, inside }: CrmUnderTest): string | undefined {
  const missing = needs.filter((need) => crm.capabilities[need] !== true);
  if (missing.length > 0) return `'${crm.name}' does not declare ${missing.join(' and ')}`;
  return tenants === 'several' && inside.tenants === 'one' ? `'${crm.name}' belongs to one tenant` : undefined;
}

const toCase = ({ id, clause, run }: CrmClause, skip: string | undefined, harness: CrmHarness): ConformanceCase => ({ id, clause, ...(skip !== undefined && { skip }), run: () => runOnBench(harness, run) });
