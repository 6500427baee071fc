import { describe, expect, it } from 'vitest';
import { createMemoryCrm } from '../../../adapters/memory/index.js';
import { crmCases, describeCases } from '../../../src/testing/index.js';
import { memoryCrmHarness } from '../../testing/memory-crm-harness.js';

describeCases('the memory CRM', await crmCases(memoryCrmHarness()), { describe, it });

describe('the memory CRM', () => {
  it('shows what it holds: people, cases with the run that opened them, entries', async () => {
    const crm = createMemoryCrm({ people: [{ id: 'p1', identities: ['email:ann@example.com'], name: 'Ann', orders: [{ id: 'A-1', status: 'open', placedAt: 1 }] }] });
    const write = { key: 'k', customer: { tenant: 'default', id: 'c', identities: ['email:ann@example.com'] } };
    const io = { signal: new AbortController().signal };
    await crm.openCase?.({ ...write, instance: 'c/help/1', subject: 'Help', priority: 'low', problemAt: 1, openedAt: 2 }, io);
    await crm.logActivity?.({ ...write, key: 'l', externalId: 'c/t1', kind: 'conversation', summary: 'Hello', at: 3 }, io);
    expect(crm.people()).toMatchObject([{ id: 'p1', tenant: 'default', name: 'Ann' }]);
    expect(crm.cases()).toMatchObject([{ person: 'p1', instance: 'c/help/1', status: 'open' }]);
    expect(crm.activities()).toEqual([{ person: 'p1', externalId: 'c/t1', kind: 'conversation', summary: 'Hello', at: 3 }]);
  });

  it('hands out copies: changing them changes nothing inside', async () => {
    const crm = createMemoryCrm({ people: [{ identities: ['email:ann@example.com'], segments: ['vip'] }] });
    const found = await crm.find?.({ tenant: 'default', id: 'c', identities: ['email:ann@example.com'] }, { signal: new AbortController().signal });
    if (found?.status === 'one' && Array.isArray(found.record.segments)) found.record.segments.push('churn-risk');
    expect(crm.people()[0]?.segments).toEqual(['vip']);
  });

  it('refuses an option that is misspelt', () => {
    expect(() => createMemoryCrm({ poeple: [] } as never)).toThrowError(expect.objectContaining({ code: 'InvalidOptions', facts: { path: 'poeple' } }));
  });
});
