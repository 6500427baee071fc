import { again, breakCrm, breakFind, breakRecord, deaf, knownBy, undeclared, type BrokenCrm } from './break-crm.js';

/** CRMs that say the wrong thing of themselves, or of somebody they are asked about. */
export const brokenCrmFinds: readonly BrokenCrm[] = [
  breakCrm('has no name', 'CRM-01', () => ({ name: '' })),
  breakCrm('speaks of a capability that nobody knows', 'CRM-01', ({ memory }) => { const capabilities = { ...memory.capabilities, telepathy: true }; return { capabilities }; }),
  { name: 'declares that it can merge and cannot', fails: 'CRM-02 CRM-25 CRM-26 CRM-27 CRM-28 CRM-29 CRM-30 CRM-31 CRM-32 CRM-33 CRM-34', wrap: ({ merge: _merge, ...crm }) => crm },
  { name: 'declares orders and has no way to answer them', fails: 'CRM-02', wrap: ({ find: _find, ...crm }) => ({ ...crm, capabilities: undeclared(crm, 'find') }) },
  { name: 'can upsert and does not declare it', fails: 'CRM-03', wrap: (crm) => ({ ...crm, capabilities: undeclared(crm, 'upsert') }) },
  breakFind('makes up a record for somebody unknown', 'CRM-04 CRM-10', async (customer, { find }) => {
    const found = await find(customer);
    return found.status === 'none' ? { status: 'one', record: { id: 'guess' } } : found;
  }),
  breakFind('looks at the first identity alone', 'CRM-05 CRM-06', (customer, { find }) => find(knownBy(customer, ...customer.identities.slice(0, 1)))),
  breakFind('takes the first of several', 'CRM-06', async (customer, { find }) => {
    const found = await find(customer);
    return found.status === 'several' ? { status: 'one', record: { id: found.ids[0] ?? '' } } : found;
  }),
  breakFind('counts a record once for each identity', 'CRM-07', async (customer, { find }) => {
    const each = await Promise.all(customer.identities.map((identity) => find(knownBy(customer, identity))));
    const ids = each.flatMap((found) => (found.status === 'one' ? [found.record.id] : []));
    return ids.length > 1 ? { status: 'several', ids } : find(customer);
  }),
  breakRecord('forgets the segments', 'CRM-08', ({ segments: _segments, ...record }) => record),
  breakRecord('calls who has no name by an empty one', 'CRM-09', (record) => ({ ...record, name: record.name ?? '' })),
  breakFind('looks in every tenant', 'CRM-10', async (customer, { find }) => {
    const found = await find(customer);
    return found.status === 'none' ? find({ ...customer, tenant: 'u' }) : found;
  }),
  breakRecord('answers custom fields as texts', 'CRM-11', (record) => (record.fields === undefined ? record : { ...record, fields: Object.fromEntries(Object.entries(record.fields).map(([name, value]) => [name, String(value)])) })),
  breakRecord('tells when orders were placed in seconds', 'CRM-12', (record) => (record.orders === undefined ? record : { ...record, orders: record.orders.map((order) => ({ ...order, placedAt: order.placedAt / 1_000 })) })),
  breakRecord('tells when cases were opened in seconds', 'CRM-13', (record) => (record.cases === undefined ? record : { ...record, cases: record.cases.map((one) => ({ ...one, openedAt: one.openedAt / 1_000 })) })),
  breakFind('takes everybody in who is looked up', 'CRM-14', async (customer, { find, write }) => {
    const found = await find(customer);
    if (found.status === 'none') await write('upsert', again({ key: '', customer }));
    return found;
  }),
  breakCrm('looks up though the call was given up', 'CRM-15', ({ find }) => ({ find: (customer) => find(customer) })),
  deaf('upsert', 'CRM-24'), deaf('logActivity', 'CRM-43'), deaf('openCase', 'CRM-59'),
];
