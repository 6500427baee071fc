import type { CrmFields } from '../../src/ports/index.js';
import { again, breakWords, breakWrite, knownBy, type BrokenCrm } from './break-crm.js';

/** CRMs that create, update or merge people in a wrong way. */
export const brokenCrmPeople: readonly BrokenCrm[] = [
  breakWords('knows a new person by the first identity alone', 'CRM-16 CRM-18', 'upsert', (what) => ({ ...what, customer: { ...what.customer, identities: what.customer.identities.slice(0, 1) } })),
  breakWords('empties what an upsert does not name', 'CRM-17', 'upsert', (what) => ({ locale: '', ...what })),
  breakWrite('adds no identity to a record that exists', 'CRM-18', 'upsert', async (what, { find, write }) => {
    const known = await Promise.all(what.customer.identities.map(async (identity) => ((await find(knownBy(what.customer, identity))).status === 'one' ? [identity] : [])));
    await write('upsert', known.flat().length === 0 ? what : { ...what, customer: { ...what.customer, identities: known.flat() } });
  }),
  breakWrite('merges on upsert those that look the same', 'CRM-19', 'upsert', async (what, { find, write }) => {
    const [first = '', ...rest] = what.customer.identities;
    if ((await find(what.customer)).status === 'several') await write('merge', again({ ...what, customer: knownBy(what.customer, first), from: knownBy(what.customer, ...rest) }));
    await write('upsert', what);
  }),
  breakWords('upserts once more at every retry', 'CRM-20', 'upsert', again),
  breakWrite('upserts in every tenant', 'CRM-21', 'upsert', async (what, { find, write }) => {
    const elsewhere = { ...what.customer, tenant: 'u' };
    await write('upsert', what);
    if ((await find(elsewhere)).status === 'one') await write('upsert', again({ ...what, customer: elsewhere }));
  }),
  breakWrite('shares its keys among tenants', 'CRM-22', 'upsert', async (what, { write }, seen) => {
    if (seen.has(what.key) && seen.get(what.key) !== what.customer.tenant) return;
    seen.set(what.key, what.customer.tenant);
    await write('upsert', what);
  }),
  breakWrite('replaces all custom fields', 'CRM-23', 'upsert', async (what, { find, write }) => {
    const found = await find(what.customer);
    const before: CrmFields = found.status === 'one' ? found.record.fields ?? {} : {};
    await write('upsert', what.fields === undefined ? what : { ...what, fields: { ...Object.fromEntries(Object.keys(before).map((name) => [name, null])), ...what.fields } });
  }),
  breakWrite('lets the record stay that is known longest', 'CRM-25', 'merge', async (what, { memory, write }) => {
    const oldest = memory.people().find(({ tenant, identities }) => tenant === what.customer.tenant && identities.some((identity) => [...what.customer.identities, ...what.from.identities].includes(identity)));
    const turned = oldest?.identities.some((identity) => what.from.identities.includes(identity)) === true && !oldest.identities.some((identity) => what.customer.identities.includes(identity));
    await write('merge', turned ? { ...what, customer: what.from, from: what.customer } : what);
  }),
  breakWrite('takes the words of the one that goes', 'CRM-26', 'merge', async (what, { find, write }) => {
    const leaving = await find(what.from);
    await write('merge', what);
    if (leaving.status === 'one' && leaving.record.name !== undefined) await write('upsert', again({ ...what, name: leaving.record.name }));
  }),
  breakWrite('refuses a merge of those who share an identity', 'CRM-27 CRM-28', 'merge', async (what, { write }) => {
    if (what.customer.identities.some((identity) => what.from.identities.includes(identity))) throw new Error('the same person');
    await write('merge', what);
  }),
  breakWrite('merges nobody into somebody unknown', 'CRM-28 CRM-29', 'merge', async (what, { find, write }) => {
    const own = what.customer.identities.filter((identity) => !what.from.identities.includes(identity));
    if ((await find(knownBy(what.customer, ...own))).status !== 'none') await write('merge', what);
    else throw new Error('nobody to merge into');
  }),
  breakWrite('rejects where there is nothing to merge', 'CRM-29 CRM-31 CRM-34', 'merge', async (what, { find, write }) => {
    if ((await find(what.from)).status === 'none') throw new Error('nobody to merge');
    await write('merge', what);
  }),
  breakWrite('makes people known by merging them', 'CRM-29', 'merge', async (what, { write }) => {
    await write('upsert', again(what));
    await write('merge', what);
  }),
  breakWrite('rejects the second merge of the same two', 'CRM-29 CRM-30', 'merge', async (what, { write }, seen) => {
    if (seen.has(what.from.id) && seen.get(what.from.id) !== what.key) throw new Error('merged already');
    seen.set(what.from.id, what.key);
    await write('merge', what);
  }),
  breakWords('merges once more at every retry', 'CRM-31', 'merge', again),
  breakWrite('leaves a record with cases where it is', 'CRM-32', 'merge', async (what, { find, write }) => {
    const leaving = await find(what.from);
    if (leaving.status !== 'one' || leaving.record.cases === undefined) await write('merge', what);
  }),
  breakWrite('closes no case that came by a merge', 'CRM-32', 'closeCase', async (what, { write }) => {
    if (what.instance.startsWith(`${what.customer.id}/`)) await write('closeCase', what);
  }),
  breakWrite('leaves a record with a timeline where it is', 'CRM-33', 'merge', async (what, { memory, find, write }) => {
    const leaving = await find(what.from);
    if (leaving.status !== 'one' || !memory.activities().some(({ person }) => person === leaving.record.id)) await write('merge', what);
  }),
  breakWrite('takes the one that goes from any tenant', 'CRM-34', 'merge', async (what, { find, write }) => {
    await write('merge', what);
    if ((await find({ ...what.from, tenant: 'u' })).status === 'one') await write('upsert', again({ ...what, customer: { ...what.customer, identities: [...what.customer.identities, ...what.from.identities] } }));
  }),
];
