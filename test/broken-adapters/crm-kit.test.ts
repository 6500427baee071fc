import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crmCases, runCases } from '../../src/testing/index.js';
import { memoryCrmHarness } from '../testing/memory-crm-harness.js';
import { brokenCrmFinds } from './broken-crm-finds.js';
import { brokenCrmHistories } from './broken-crm-histories.js';
import { brokenCrmPeople } from './broken-crm-people.js';

const brokenCrms = [...brokenCrmFinds, ...brokenCrmPeople, ...brokenCrmHistories];

describe('a CRM that breaks one clause fails the cases of that clause and no others: one that', () => {
  it.each(brokenCrms.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, wrap }) => {
    const { failed } = await runCases(await crmCases(memoryCrmHarness(wrap)));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('the CRM cases', async () => {
  const cases = await crmCases(memoryCrmHarness());

  it('are each caught out by at least one broken CRM', () => {
    const caught = new Set(brokenCrms.flatMap(({ fails }) => fails.split(' ')));
    expect(cases.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  });

  it('are at least twenty, and each has an id and a clause of its own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(new Set(cases.map(({ clause }) => clause)).size).toBe(cases.length);
  });

  it('leave out what an adapter does not declare, and say so', async () => {
    const { passed, failed, skipped } = await runCases(await crmCases(memoryCrmHarness(undefined, { capabilities: ['find'] })));
    expect(failed).toEqual([]);
    expect(passed).toContain('CRM-06');
    expect(skipped.find(({ id }) => id === 'CRM-32')?.reason).toBe(`'memory' does not declare merge and cases`);
  });

  it('leave out those about two tenants where the CRM belongs to one, and say so', async () => {
    const { create } = memoryCrmHarness();
    const { failed, skipped } = await runCases(await crmCases({ create: async () => { const { crm, inside } = await create(); return { crm, inside: { ...inside, tenants: 'one' } }; } }));
    expect(failed).toEqual([]);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set([`'memory' belongs to one tenant`]));
  });

  it('take every CRM away again, the one that was asked what it can do included', async () => {
    let there = 0;
    const { create } = memoryCrmHarness();
    await runCases(await crmCases({ create: async () => { there += 1; const under = await create(); return { ...under, inside: { ...under.inside, dispose: () => { there -= 1; } } }; } }));
    expect(there).toBe(0);
  });

  it('stand on the page about CRMs, each with its clause, and no other', () => {
    const page = readFileSync(new URL('../../docs/crm.md', import.meta.url), 'utf8');
    expect(page.split('\n').filter((line) => line.startsWith('| CRM-'))).toEqual(cases.map(({ id, clause }) => `| ${id} | ${clause} |`));
  });
});
