import type { CrmCaseWrite, CrmCloseCase, CrmOpenCase, CrmUpdateCase } from '../../ports/crm.js';
import { personFor, type CrmData, type HeldPerson, type MemoryCrmCase } from './crm-data.js';

/** Opens a case of this run, unless it has one open. */
export function openCase(data: CrmData, { customer, key: _key, instance, fields, ...said }: CrmOpenCase, keeps: { readonly fields: boolean }): void {
  const person = personFor(data, customer);
  if (openOf(data, { customer, instance }) !== undefined) return;
  person.cases.push({ id: `case-${++data.numbered}`, status: 'open', instance, ...said, ...(keeps.fields && fields !== undefined && { fields }) });
}

/** Adds to the run's open case. */
export function updateCase(data: CrmData, { note, priority, followUpAt, ...about }: CrmUpdateCase): void {
  edit(data, about, (one) => ({
    ...one, ...(note !== undefined && { notes: [...(one.notes ?? []), note] }), ...(priority !== undefined && { priority }), ...(followUpAt !== undefined && { followUpAt }),
  }));
}

/** Closes the run's open case. */
export function closeCase(data: CrmData, { resolution, resolved, closedAt, followUpAt, ...about }: CrmCloseCase): void {
  edit(data, about, (one) => ({ ...one, status: 'closed', resolution, resolved, closedAt, ...(followUpAt !== undefined && { followUpAt }) }));
}

type About = Pick<CrmCaseWrite, 'customer' | 'instance'>;

function edit(data: CrmData, about: About, change: (one: MemoryCrmCase) => MemoryCrmCase): void {
  const found = openOf(data, about);
  if (found !== undefined) found.person.cases = found.person.cases.map((one) => (one === found.open ? change(one) : one));
}

/** The run names the case; whose it is may have changed by a merge. */
function openOf({ people }: CrmData, { customer, instance }: About): { readonly person: HeldPerson; readonly open: MemoryCrmCase } | undefined {
  const here = people.filter(({ tenant }) => tenant === customer.tenant);
  return here.flatMap((person) => person.cases.filter((one) => one.instance === instance && one.status === 'open').map((open) => ({ person, open })))[0];
}
