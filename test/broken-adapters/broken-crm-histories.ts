import { again, breakWords, breakWrite, type BrokenCrm } from './break-crm.js';

const tick = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** CRMs that keep timelines and cases in a wrong way. */
export const brokenCrmHistories: readonly BrokenCrm[] = [
  breakWords('keeps no time but the hour', 'CRM-35', 'logActivity', (what) => ({ ...what, at: what.at - what.at % 3_600_000 })),
  breakWrite('drops entries about somebody unknown', 'CRM-33 CRM-36 CRM-37 CRM-38 CRM-39 CRM-40 CRM-41 CRM-42', 'logActivity', async (what, { find, write }) => {
    if ((await find(what.customer)).status !== 'none') await write('logActivity', what);
  }),
  breakWrite('writes a second entry where the words have changed', 'CRM-37 CRM-38', 'logActivity', async (what, { write }, said) => {
    const known = said.get(what.externalId);
    said.set(what.externalId, known ?? what.summary);
    await write('logActivity', known === undefined || known === what.summary ? what : { ...what, externalId: `${what.externalId} again` });
  }),
  breakWrite('keeps the first words of an entry', 'CRM-37 CRM-38', 'logActivity', async (what, { write }, said) => {
    const name = `${what.customer.tenant} ${what.externalId}`;
    const summary = said.get(name) ?? what.summary;
    said.set(name, summary);
    await write('logActivity', { ...what, summary });
  }),
  breakWords('writes once more at every retry', 'CRM-38', 'logActivity', again),
  breakWrite('looks whether a key is used, and only then notes it', 'CRM-39', 'logActivity', async (what, { write }, seen) => {
    const second = seen.has('under way');
    seen.set('under way', '');
    await tick();
    seen.delete('under way');
    await write('logActivity', second ? again({ ...what, externalId: `${what.externalId} again` }) : what);
  }),
  breakWrite('keeps one entry a customer', 'CRM-40', 'logActivity', async (what, { write }, first) => {
    const name = `${what.customer.tenant} ${what.customer.id}`;
    first.set(name, first.get(name) ?? what.externalId);
    await write('logActivity', { ...what, externalId: first.get(name) ?? '' });
  }),
  breakWrite('writes everything into the timeline of the first customer', 'CRM-41', 'logActivity', async (what, { memory, write }) => {
    const [first] = memory.people().filter(({ tenant }) => tenant === what.customer.tenant);
    await write('logActivity', first === undefined ? what : { ...what, customer: { ...what.customer, identities: first.identities } });
  }),
  breakWrite('shares the ids of entries among tenants', 'CRM-42', 'logActivity', async (what, { write }, seen) => {
    if (seen.has(what.externalId) && seen.get(what.externalId) !== what.customer.tenant) return;
    seen.set(what.externalId, what.customer.tenant);
    await write('logActivity', what);
  }),
  breakWords('takes the opening of a case for the beginning of the problem', 'CRM-13 CRM-44 CRM-55', 'openCase', (what) => ({ ...what, problemAt: what.openedAt })),
  breakWrite('opens no case for somebody unknown', 'CRM-13 CRM-32 CRM-45 CRM-46 CRM-47 CRM-48 CRM-49 CRM-50 CRM-51 CRM-52 CRM-53 CRM-54 CRM-55 CRM-56 CRM-57 CRM-58', 'openCase', async (what, { find, write }) => {
    if ((await find(what.customer)).status !== 'none') await write('openCase', what);
  }),
  breakWrite('opens a second case for a run that has one open', 'CRM-46', 'openCase', async (what, { memory, write }) => {
    const open = memory.cases().some(({ instance, status, subject }) => instance === what.instance && status === 'open' && subject !== what.subject);
    await write('openCase', open ? { ...what, instance: `${what.instance} again` } : what);
  }),
  breakWords('opens once more at every retry', 'CRM-47', 'openCase', again),
  breakWrite('opens two cases where it is asked twice at once', 'CRM-48', 'openCase', async (what, { write }, seen) => {
    const second = seen.has('under way');
    seen.set('under way', '');
    await tick();
    seen.delete('under way');
    await write('openCase', second ? again({ ...what, instance: `${what.instance} again` }) : what);
  }),
  breakWrite('opens one case a run for ever', 'CRM-49', 'openCase', async (what, { memory, write }) => {
    const own = memory.people().filter(({ tenant }) => tenant === what.customer.tenant).flatMap(({ cases = [] }) => cases);
    if (!own.some(({ instance }) => instance === what.instance)) await write('openCase', what);
  }),
  breakWords('forgets who is to follow up on a closed case', 'CRM-50', 'closeCase', ({ followUpAt: _followUpAt, ...what }) => what),
  breakWords('takes every closed case for a resolved one', 'CRM-51 CRM-54', 'closeCase', (what) => ({ ...what, resolved: true })),
  breakWords('makes the priority normal where an update names none', 'CRM-52', 'updateCase', (what) => ({ priority: 'normal', ...what })),
  breakWords('notes once more at every retry', 'CRM-53', 'updateCase', again),
  breakWrite('rejects where no case is open', 'CRM-54', 'closeCase', async (what, { memory, write }) => {
    if (!memory.cases().some(({ instance, status }) => instance === what.instance && status === 'open')) throw new Error('no open case');
    await write('closeCase', what);
  }),
  breakWrite('opens a case to be able to close it', 'CRM-54', 'closeCase', async (what, { write }) => {
    await write('openCase', again({ ...what, subject: 'Unknown', priority: 'normal', problemAt: what.closedAt, openedAt: what.closedAt }));
    await write('closeCase', what);
  }),
  breakWrite('closes every case of the customer', 'CRM-32 CRM-55', 'closeCase', async (what, { memory, write }) => {
    for (const { instance = '' } of memory.cases()) if (instance.startsWith(`${what.customer.id}/`)) await write('closeCase', again({ ...what, instance }));
  }),
  breakWrite('opens every case at the first customer', 'CRM-56', 'openCase', async (what, { memory, write }) => {
    const [first] = memory.people().filter(({ tenant }) => tenant === what.customer.tenant);
    await write('openCase', first === undefined ? what : { ...what, customer: { ...what.customer, identities: first.identities } });
  }),
  breakWrite('closes the case of a run in every tenant', 'CRM-57', 'closeCase', async (what, { write }) => {
    for (const tenant of ['t', 'u']) await write('closeCase', again({ ...what, customer: { ...what.customer, tenant } }));
  }),
  breakWords('opens cases without their custom fields', 'CRM-58', 'openCase', ({ fields: _fields, ...what }) => what),
];
