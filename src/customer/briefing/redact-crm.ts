import { stricterClass, type DataClass } from '../../model/data-class.js';
import type { CrmFields, CrmRecord } from '../../ports/crm.js';
import { declarationOf, type JourneyBook } from '../journey-book.js';
import type { BriefedCrm } from './briefing.js';
import type { Withheld } from './interaction.js';
import type { RoleSees } from './redact-briefing.js';

type Record = Partial<CrmRecord>;
interface Shown { readonly record: Record; readonly withheld: readonly Withheld[] }

/** What the CRM said, for a role: what it keeps of a person is personal, segments are internal, and a field that a journey knows under a stricter class keeps that. */
export function redactCrm({ record, ...crm }: BriefedCrm, role: RoleSees): BriefedCrm {
  if (record === undefined) return crm;
  const { record: shown, withheld } = withoutSegments(role.sees.includes('personal') ? withoutFields(record, role) : withoutPerson(record), role);
  return { ...crm, record: shown, ...(withheld.length > 0 && { withheld }) };
}

/** How careful to be with a field of the CRM: as any journey is with the fact of that name, and never less than with what is personal. */
export const classOfField = (book: JourneyBook) => (field: string): DataClass =>
  book.all.map((journey) => declarationOf(journey).facts[field]?.dataClass).reduce<DataClass>(stricterClass, 'personal');

function withoutPerson(record: Record): Shown {
  const { name, fields, orders, cases, ...left } = record;
  const parts = Object.entries({ name, fields, orders, cases }).filter(([, value]) => value !== undefined);
  return { record: left, withheld: parts.map(([part]) => ({ name: part, dataClass: 'personal' })) };
}

function withoutFields(record: Record, role: RoleSees): Shown {
  const { fields, cases } = record;
  const hidden = (all: CrmFields | undefined): readonly string[] => Object.keys(all ?? {}).filter((field) => !role.sees.includes(role.classOf(field)));
  const left = (all: CrmFields): CrmFields => Object.fromEntries(Object.entries(all).filter(([field]) => role.sees.includes(role.classOf(field))));
  const names = [...hidden(fields).map((field) => ['fields', field] as const), ...[...new Set(cases?.flatMap((one) => hidden(one.fields)))].map((field) => ['cases.fields', field] as const)];
  return {
    record: { ...record, ...(fields !== undefined && { fields: left(fields) }), ...(cases !== undefined && { cases: cases.map((one) => (one.fields === undefined ? one : { ...one, fields: left(one.fields) })) }) },
    withheld: names.map(([part, field]) => ({ name: `${part}.${field}`, dataClass: role.classOf(field) })),
  };
}

function withoutSegments({ record, withheld }: Shown, { sees }: RoleSees): Shown {
  const { segments, ...left } = record;
  if (segments === undefined || sees.includes('internal')) return { record, withheld };
  return { record: left, withheld: [...withheld, { name: 'segments', dataClass: 'internal' }] };
}
