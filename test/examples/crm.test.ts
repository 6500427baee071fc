import { expect, onTestFinished, test } from 'vitest';
import { connectHubSpot, connectSalesforce } from '../../examples/crm/official-clients.js';
import { startHubSpotDouble } from '../adapters/hubspot/hubspot-double.js';
import { insideOf as insideHubSpot } from '../adapters/hubspot/hubspot-harness.js';
import { startSalesforceDouble } from '../adapters/salesforce/salesforce-double.js';
import { insideOf as insideSalesforce } from '../adapters/salesforce/salesforce-harness.js';

const customer = { tenant: 'default', id: 'c-ann', identities: ['email:ann@example.com'] };
const io = { signal: new AbortController().signal };

test('the page about CRMs connects HubSpot and Salesforce as it says, and both know whom they were told of', async () => {
  const [hubSpot, salesforce] = [await startHubSpotDouble(), await startSalesforceDouble()];
  onTestFinished(async () => { await Promise.all([hubSpot.close(), salesforce.close()]); });
  for (const crm of [connectHubSpot(hubSpot.token, hubSpot.url), connectSalesforce(salesforce.url, salesforce.session)]) {
    await crm.upsert({ key: 'k-1', customer, name: 'Ann Lee', fields: { tier: 'gold' } }, io);
    expect(await crm.find(customer, io)).toMatchObject({ status: 'one', record: { name: 'Ann Lee', fields: { tier: 'gold' } } });
  }
  expect([await insideHubSpot(hubSpot).records(customer), await insideSalesforce(salesforce).records(customer)].map((records) => records.length)).toEqual([1, 1]);
});
