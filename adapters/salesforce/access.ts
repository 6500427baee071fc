import type { Calls } from './calls.js';
import type { SalesforceSettings } from './salesforce-crm-config.js';

/** What every part of the adapter works with: the calls of one call of the port, which end with its signal. */
export interface Access { readonly calls: Calls; readonly settings: SalesforceSettings }
