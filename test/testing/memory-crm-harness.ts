import type { Crm } from '../../src/ports/index.js';
import { createMemoryCrm, type CrmHarness, type CrmInside, type MemoryCrm, type MemoryCrmConfig } from '../../src/testing/index.js';

/** Memory CRMs for the cases; `wrap` may break one on the way. */
export const memoryCrmHarness = (wrap: (crm: MemoryCrm) => Crm = (crm) => crm, config: MemoryCrmConfig = {}): CrmHarness => ({
  create() {
    const memory = createMemoryCrm(config);
    return { crm: wrap(memory), inside: insideOf(memory) };
  },
});

function insideOf(memory: MemoryCrm): CrmInside {
  const holders = ({ tenant, identities }: { readonly tenant: string; readonly identities: readonly string[] }) => memory.people().filter((person) => person.tenant === tenant && person.identities.some((identity) => identities.includes(identity)));
  return {
    add: (person) => memory.add(person),
    records: (customer) => holders(customer).map(({ tenant: _tenant, identities: _identities, cases = [], ...record }) => ({
      ...record, cases: cases.map(({ instance: _instance, resolution: _resolution, closedAt: _closedAt, ...one }) => one),
    })),
    timeline: (customer) => {
      const ids = holders(customer).map(({ id }) => id);
      return memory.activities().filter(({ person }) => ids.includes(person));
    },
  };
}
