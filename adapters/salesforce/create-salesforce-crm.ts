import { JourneyError } from '../../src/errors/index.js';
import type { Crm, CrmActivity, CrmCloseCase, CrmCustomer, CrmFound, CrmIo, CrmOpenCase, CrmUpdateCase, CrmUpsert } from '../../src/ports/crm.js';
import type { Access } from './access.js';
import { createCalls } from './calls.js';
import { findPerson } from './find-person.js';
import { checkConfig, type SalesforceCrmConfig } from './salesforce-crm-config.js';
import { closeCase, openCase, updateCase } from './write-case.js';
import { writeEntry } from './write-entry.js';
import { upsertPerson } from './write-person.js';

/** A Salesforce organisation as the orchestrator's `crm`: what `createSalesforceCrm` makes. */
export interface SalesforceCrm extends Crm {
  readonly name: 'salesforce';
  find(customer: CrmCustomer, io: CrmIo): Promise<CrmFound>;
  upsert(what: CrmUpsert, io: CrmIo): Promise<void>;
  logActivity(what: CrmActivity, io: CrmIo): Promise<void>;
  openCase(what: CrmOpenCase, io: CrmIo): Promise<void>;
  updateCase(what: CrmUpdateCase, io: CrmIo): Promise<void>;
  closeCase(what: CrmCloseCase, io: CrmIo): Promise<void>;
}

/**
 * Makes a CRM out of a Salesforce organisation: people are contacts, cases are cases, entries of the timeline are tasks that are done. It needs the
 * fields that docs/crm.md lists. Errors: `InvalidOptions` for a configuration it cannot work with; its calls reject with `CrmFailed`, and with
 * `InvalidTenant` about a tenant that the organisation does not belong to.
 */
export function createSalesforceCrm(config: SalesforceCrmConfig): SalesforceCrm {
  const settings = checkConfig(config);
  const accessFor = (customer: CrmCustomer, { signal }: CrmIo): Access => {
    if (customer.tenant !== settings.tenant) throw new JourneyError('InvalidTenant', 'This Salesforce organisation belongs to another tenant. Nothing was asked or written.', { crm: 'salesforce' });
    return { calls: createCalls(settings.connection, signal), settings };
  };
  const write = <W extends { readonly customer: CrmCustomer }>(perform: (access: Access, what: W) => Promise<void>) =>
    async (what: W, io: CrmIo): Promise<void> => perform(accessFor(what.customer, io), what);
  const hasFields = Object.keys({ ...settings.contactFields, ...settings.caseFields }).length > 0;
  return {
    contract: 1,
    name: 'salesforce',
    capabilities: { find: true, upsert: true, activities: true, cases: true, ...(hasFields && { fields: true }) },
    find: async (customer, io) => findPerson(accessFor(customer, io), customer),
    upsert: write(upsertPerson),
    logActivity: write(writeEntry),
    openCase: write(openCase),
    updateCase: write(updateCase),
    closeCase: write(closeCase),
  };
}
