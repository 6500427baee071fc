import { Client } from '@hubspot/api-client';
import { Connection } from '@jsforce/jsforce-node';
import { createHubSpotCrm } from 'throughline/adapters/hubspot';
import { createSalesforceCrm } from 'throughline/adapters/salesforce';

/** HubSpot by its own client, with the token of a private app. */
export function connectHubSpot(accessToken: string, basePath = 'https://api.hubapi.com') {
  return createHubSpotCrm({
    client: new Client({ accessToken, basePath }),
    contactFields: { tier: { property: 'tier', kind: 'text' } },
    ticketFields: { order: { property: 'order_number', kind: 'text' } },
  });
}

/** Salesforce by jsforce, which renews its session by itself where it is told how. */
export function connectSalesforce(instanceUrl: string, accessToken: string) {
  return createSalesforceCrm({
    connection: new Connection({ instanceUrl, accessToken, version: '62.0' }),
    contactFields: { tier: { field: 'Tier__c', kind: 'text' } },
    caseFields: { order: { field: 'Order__c', kind: 'text' } },
  });
}
