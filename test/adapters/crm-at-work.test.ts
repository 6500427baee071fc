import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, seconds } from 'throughline';
import { createMemoryData, createMemoryStore } from 'throughline/testing';
import type { Crm } from '../../src/ports/index.js';
import type { CrmInside } from '../../src/testing/index.js';
import { help } from '../orchestrator/crm-host.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { startHubSpotDouble } from './hubspot/hubspot-double.js';
import { hubSpotCrmOver, insideOf as insideHubSpot } from './hubspot/hubspot-harness.js';
import { refusal as busy } from './hubspot/hubspot-refusal.js';
import { startSalesforceDouble } from './salesforce/salesforce-double.js';
import { insideOf as insideSalesforce, salesforceCrmOver } from './salesforce/salesforce-harness.js';
import { refusal } from './salesforce/salesforce-refusal.js';

interface AtWork { readonly crm: () => Crm; readonly inside: CrmInside; readonly trouble: () => void }

async function hubSpot(): Promise<AtWork> {
  const double = await startHubSpotDouble();
  return { crm: () => hubSpotCrmOver(double, { tenant: 'default', identities: { email: 'email' }, ticketFields: { topic: { property: 'order_number', kind: 'text' } } }), inside: insideHubSpot(double), trouble: () => { double.faults.push({ of: /^POST .*\/tickets$/, answer: 'lost after it was done' }, { of: /^POST .*\/notes$/, answer: busy(503, 'SERVICE_UNAVAILABLE', 'later') }); } };
}

async function salesforce(): Promise<AtWork> {
  const double = await startSalesforceDouble();
  return { crm: () => salesforceCrmOver(double, { tenant: 'default', identities: { email: 'Email' }, caseFields: { topic: { field: 'Order__c', kind: 'text' } } }), inside: insideSalesforce(double), trouble: () => { double.faults.push({ of: /^PATCH .*\/Case\//, answer: 'lost after it was done' }, { of: /^PATCH .*\/Task\//, answer: refusal(503, 'SERVER_UNAVAILABLE', 'later') }); } };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 500) throw new Error('it never came to that');
    await sleep(10);
  }
}

test.each([['HubSpot', hubSpot], ['Salesforce', salesforce]] as const)('a journey\'s case stands in %s once and is closed there, and how it ended stands in the timeline, though answers are lost and the process ends in between', async (_, start) => {
  const { crm, inside, trouble } = await start();
  onTestFinished(async () => { await inside.dispose?.(); });
  const data = createMemoryData();
  const begin = () => createOrchestrator({ journeys: [help], store: createMemoryStore({ data, durableOk: true }), channels: { chat: createRecordingChannel() }, crm: crm(), timing: { retryFirstMs: 10, retryMaxMs: 50 } });
  const ann = { tenant: 'default', identities: ['email:ann@example.com'] };
  const found = async () => (await inside.records(ann))[0]?.cases?.map(({ subject, status }) => `${subject} ${status}`) ?? [];
  const said = { source: 'shop', who: ['email:ann@example.com'] } as const;
  trouble();
  const first = begin();
  await first.accept({ ...said, id: '1', type: 'help.asked', data: { topic: 'lamp' } });
  await until(async () => (await found()).length > 0);
  await first.close();
  const second = begin();
  await second.accept({ ...said, id: '2', type: 'help.given', data: {} });
  await until(async () => (await found())[0] === 'Help closed');
  expect(await found()).toEqual(['Help closed']);
  await until(async () => ((await inside.timeline?.(ann)) ?? []).length > 0);
  expect((await inside.timeline?.(ann))?.map(({ kind }) => kind)).toEqual(['resolution']);
  await second.close();
}, seconds(20));
