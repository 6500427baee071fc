import type { CrmCase, CrmPriority } from '../../src/ports/crm.js';
import type { SalesforceRecord } from './calls.js';
import type { Access } from './access.js';
import { toFields } from './custom-fields.js';
import { own } from './fields.js';
import type { SalesforceSettings } from './salesforce-crm-config.js';
import { select } from './soql.js';

/** stands alone on a line between two notes */
const between = '\n---\n';

const priorities = new Map<unknown, CrmPriority>([['Low', 'low'], ['Medium', 'normal'], ['High', 'high']]);

/** The cases that meet a condition, oldest first; what a person opened in Salesforce is among them. */
export const casesWhere = ({ calls, settings }: Access, condition: string): Promise<readonly SalesforceRecord[]> => calls.query(select([
  'Subject', 'IsClosed', 'Priority', own.run, own.writes, own.openedAt, own.problemAt, own.followUpAt, own.resolved, own.notes, ...Object.values(settings.caseFields).map(({ field }) => field),
], 'Case', [condition]));

/** A case as the port tells it; one that a person opened has the time it was made. */
export function readCase(record: SalesforceRecord, { caseFields }: SalesforceSettings): CrmCase {
  const priority = priorities.get(record['Priority']);
  const [problemAt, followUpAt] = [timeIn(record[own.problemAt]), timeIn(record[own.followUpAt])];
  const { [own.resolved]: resolved } = record;
  const notes = notesIn(record[own.notes]);
  const fields = Object.entries(toFields(record, caseFields)).filter(([, value]) => value !== null);
  return {
    id: record.Id,
    subject: typeof record['Subject'] === 'string' ? record['Subject'] : '',
    status: record['IsClosed'] === true ? 'closed' : 'open',
    openedAt: timeIn(record[own.openedAt]) ?? timeIn(record['CreatedDate']) ?? 0,
    ...(problemAt !== undefined && { problemAt }), ...(priority !== undefined && { priority }), ...((resolved === 'yes' || resolved === 'no') && { resolved: resolved === 'yes' }),
    ...(followUpAt !== undefined && { followUpAt }), ...(notes.length > 0 && { notes }), ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  };
}

/** The notes of a case with one more. */
export const withNote = (kept: unknown, note: string): string => [...notesIn(kept), note.replaceAll(between, '\n- - -\n')].join(between);

const notesIn = (kept: unknown): readonly string[] => (typeof kept === 'string' && kept !== '' ? kept.replaceAll('\r\n', '\n').split(between) : []);

/** Salesforce answers times in UTC, with an offset that has no colon. */
function timeIn(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : Number.NaN;
  return Number.isFinite(at) ? at : undefined;
}
