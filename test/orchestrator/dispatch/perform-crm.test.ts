import { expect, test } from 'vitest';
import type { CrmEffect } from '../../../src/customer/effect-body.js';
import { performCrm } from '../../../src/orchestrator/dispatch/perform-crm.js';
import type { Crm } from '../../../src/ports/crm.js';

const methods = { 'crm.find': 'find', 'crm.upsert': 'upsert', 'crm.merge': 'merge', 'crm.logActivity': 'logActivity', 'crm.openCase': 'openCase', 'crm.updateCase': 'updateCase', 'crm.closeCase': 'closeCase' } as const;
const due = { tenant: 't', lane: 'c-1', key: 'k', body: '{}', attempt: 1 };
const bodyOf = (kind: string): CrmEffect => ({ kind, identities: ['phone:+49151'], instance: 'c-1/help/1', from: ['c-2'], write: { subject: 'Help' } }) as never;
const io = { signal: new AbortController().signal };

test.each(Object.entries(methods))('%s asks the CRM once, for the customer as known when it was decided', async (kind, method) => {
  const calls: unknown[] = [];
  const crm = { contract: 1, name: 'x', capabilities: {}, [method]: async (what: unknown, given: unknown) => { calls.push(what, given); return 'answer'; } } as Crm;
  await expect(performCrm(crm, due, bodyOf(kind), io)).resolves.toBe('answer');
  const customer = { tenant: 't', id: 'c-1', identities: ['phone:+49151'] };
  expect(calls).toEqual([method === 'find' ? customer : expect.objectContaining({ key: 'k', customer }), io]);
});

test.each(Object.keys(methods))('%s of a CRM that cannot, or is not there, is not called', async (kind) => {
  for (const crm of [undefined, { contract: 1, name: 'x', capabilities: {} } as const]) await expect(performCrm(crm, due, bodyOf(kind), io)).resolves.toBeUndefined();
});
