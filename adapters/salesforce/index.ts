export { createSalesforceCrm, type SalesforceCrm } from './create-salesforce-crm.js';
export type { SalesforceConnection, SalesforceCrmConfig, SalesforceField } from './salesforce-crm-config.js';
