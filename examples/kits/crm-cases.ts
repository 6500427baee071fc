import { describe, it } from 'vitest'; // or node:test, or jest
import { createMemoryCrm, crmCases, describeCases, type CrmInside, type MemoryCrm, type MemoryCrmPerson } from 'throughline/testing';

/** Looks into the CRM by another way than the adapter under test. */
function insideOf(crm: MemoryCrm): CrmInside {
  const holders = ({ tenant, identities }: Pick<MemoryCrmPerson, 'tenant' | 'identities'>) => crm.people().filter((person) => person.tenant === tenant && person.identities.some((identity) => identities.includes(identity)));
  return {
    add: (person) => crm.add(person),
    records: (customer) => holders(customer).map(({ tenant: _tenant, identities: _identities, cases = [], ...record }) => ({
      ...record, cases: cases.map(({ instance: _instance, resolution: _resolution, closedAt: _closedAt, ...one }) => one),
    })),
    timeline: (customer) => crm.activities().filter(({ person }) => holders(customer).some(({ id }) => id === person)),
  };
}

describeCases('memory', await crmCases({
  create() {
    const crm = createMemoryCrm();
    return { crm, inside: insideOf(crm) };
  },
}), { describe, it });
