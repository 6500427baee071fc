export { createHubSpotCrm, type HubSpotCrm } from './create-hubspot-crm.js';
export type { HubSpotAssociation, HubSpotClient, HubSpotObject, HubSpotObjects } from './hubspot-client.js';
export type { HubSpotCrmConfig, HubSpotField } from './hubspot-crm-config.js';
