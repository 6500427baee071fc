import { JourneyError } from '../../src/errors/index.js';
import type { Crm, CrmActivity, CrmCloseCase, CrmCustomer, CrmFound, CrmIo, CrmOpenCase, CrmUpdateCase, CrmUpsert } from '../../src/ports/crm.js';
import { findPerson } from './find-person.js';
import type { Access } from './access.js';
import { createCalls } from './calls.js';
import { checkConfig, type HubSpotCrmConfig } from './hubspot-crm-config.js';
import { createTurns } from './in-turn.js';
import { closeCase, openCase, updateCase } from './write-case.js';
import { writeEntry } from './write-entry.js';
import { upsertPerson } from './write-person.js';

/** A HubSpot account as the orchestrator's `crm`: what `createHubSpotCrm` makes. */
export interface HubSpotCrm extends Crm {
  readonly name: 'hubspot';
  find(customer: CrmCustomer, io: CrmIo): Promise<CrmFound>;
  upsert(what: CrmUpsert, io: CrmIo): Promise<void>;
  logActivity(what: CrmActivity, io: CrmIo): Promise<void>;
  openCase(what: CrmOpenCase, io: CrmIo): Promise<void>;
  updateCase(what: CrmUpdateCase, io: CrmIo): Promise<void>;
  closeCase(what: CrmCloseCase, io: CrmIo): Promise<void>;
}

/**
 * Makes a CRM out of a HubSpot account: people are contacts, cases are tickets, entries of the timeline are notes. It needs the properties that
 * docs/crm.md lists. Errors: `InvalidOptions` for a configuration it cannot work with; its calls reject with `CrmFailed`, and with
 * `InvalidTenant` about a tenant that the account does not belong to.
 */
export function createHubSpotCrm(config: HubSpotCrmConfig): HubSpotCrm {
  const settings = checkConfig(config);
  const within = createCalls(settings);
  const inTurn = createTurns();
  const accessFor = (customer: CrmCustomer, { signal }: CrmIo): Access => {
    if (customer.tenant !== settings.tenant) throw new JourneyError('InvalidTenant', 'This HubSpot account belongs to another tenant. Nothing was asked or written.', { crm: 'hubspot' });
    return { calls: within(signal), settings };
  };
  // what a second call with a key finds is what the first one left, so the first one must be over
  const write = <W extends { readonly customer: CrmCustomer }>(perform: (access: Access, what: W) => Promise<void>) =>
    async (what: W, io: CrmIo): Promise<void> => {
      const access = accessFor(what.customer, io);
      return inTurn(what.customer.id, () => perform(access, what));
    };
  const hasFields = Object.keys({ ...settings.contactFields, ...settings.ticketFields }).length > 0;
  return {
    contract: 1,
    name: 'hubspot',
    capabilities: { find: true, upsert: true, activities: true, cases: true, ...(hasFields && { fields: true }) },
    find: async (customer, io) => findPerson(accessFor(customer, io), customer),
    upsert: write(upsertPerson),
    logActivity: write(writeEntry),
    openCase: write(openCase),
    updateCase: write(updateCase),
    closeCase: write(closeCase),
  };
}
