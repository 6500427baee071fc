import type { CrmCaseWrite, CrmCloseCase, CrmOpenCase, CrmPriority, CrmUpdateCase } from '../../src/ports/crm.js';
import type { SalesforceRecord, Written } from './calls.js';
import { casesWhere, withNote } from './cases.js';
import type { Access } from './access.js';
import { toOwnFields } from './custom-fields.js';
import { externalIdOf, isWritten, withKey } from './external-id.js';
import { own } from './fields.js';
import { quoted } from './soql.js';
import { personFor } from './write-person.js';

const priorities: { readonly [K in CrmPriority]: string } = { low: 'Low', normal: 'Medium', high: 'High' };

/** Opens a case for this run, unless it has one open or this key opened one. */
export async function openCase(access: Access, { key, customer, instance, subject, priority, problemAt, openedAt, fields = {} }: CrmOpenCase): Promise<void> {
  const given = toOwnFields(fields, access.settings.caseFields);
  const ours = await ofRun(access, instance);
  if (ours.some((one) => one['IsClosed'] !== true || isWritten(one[own.writes], key))) return;
  // the key as an external id: of two calls at once, or one whose answer was lost, the second finds the first one's case
  await access.calls.patch(`Case/${own.id}/${externalIdOf(key)}`, {
    ...given, Subject: subject, Status: access.settings.caseStatus.open, Priority: priorities[priority], ContactId: await personFor(access, customer),
    [own.run]: externalIdOf(instance), [own.problemAt]: timeOf(problemAt), [own.openedAt]: timeOf(openedAt), [own.writes]: withKey(undefined, key),
  });
}

/** Adds to the run's open case. */
export const updateCase = (access: Access, { note, priority, followUpAt, ...about }: CrmUpdateCase): Promise<void> => edit(access, about, (kept) => ({
  ...(note !== undefined && { [own.notes]: withNote(kept[own.notes], note) }),
  ...(priority !== undefined && { Priority: priorities[priority] }), ...(followUpAt !== undefined && { [own.followUpAt]: timeOf(followUpAt) }),
}));

/** Closes the run's open case. */
export const closeCase = (access: Access, { resolution, resolved, closedAt, followUpAt, ...about }: CrmCloseCase): Promise<void> => edit(access, about, () => ({
  Status: access.settings.caseStatus.closed, [own.resolution]: resolution, [own.resolved]: resolved ? 'yes' : 'no', [own.closedAt]: timeOf(closedAt),
  ...(followUpAt !== undefined && { [own.followUpAt]: timeOf(followUpAt) }),
}));

async function edit(access: Access, { key, instance }: CrmCaseWrite, change: (kept: SalesforceRecord) => Written): Promise<void> {
  const open = (await ofRun(access, instance)).find((one) => one['IsClosed'] !== true);
  if (open === undefined || isWritten(open[own.writes], key)) return;
  await access.calls.patch(`Case/${open.Id}`, { ...change(open), [own.writes]: withKey(open[own.writes], key) });
}

const ofRun = (access: Access, instance: string): Promise<readonly SalesforceRecord[]> => casesWhere(access, `${own.run} = ${quoted(externalIdOf(instance))}`);

/** Salesforce keeps seconds, and takes every zone; ours is UTC. */
const timeOf = (at: number): string => new Date(at).toISOString();
