import { z } from 'zod';
import type { CrmRecord } from '../../ports/crm.js';
import type { LaneEntry } from '../../ports/store.js';

/** What the CRM says of the customer, as the briefing tells it: always what was last fetched, never waited for. */
export type CrmKnowledge =
  /** it was never asked, or has not answered yet */
  | { readonly status: 'not asked' }
  /** it gave no answer that could be used; `last` is what it said before that */
  | { readonly status: 'unavailable'; readonly at: number; readonly last?: CrmAnswer }
  | CrmAnswer;

/** An answer of the CRM and when it came, store's clock. */
export type CrmAnswer =
  | { readonly status: 'unknown there'; readonly at: number }
  | { readonly status: 'known'; readonly at: number; readonly record: CrmRecord }
  /** the customer's identities belong to several records: a person has to sort them out */
  | { readonly status: 'ambiguous'; readonly at: number; readonly ids: readonly string[] };

/** Rows of the customer's lane that hold it: the last answer, and since when there was none. */
export const crmRow = { prefix: 'crm/', answer: 'crm/record', unavailable: 'crm/unavailable' } as const;

/** The row that keeps an answer; an earlier failure is over. */
export const answerRows = (answer: CrmAnswer): { readonly put: readonly LaneEntry[]; readonly drop: readonly string[] } =>
  ({ put: [{ key: crmRow.answer, value: JSON.stringify(answer) }], drop: [crmRow.unavailable] });

/** The row that says there was no answer; the last one stays, with its age. */
export const unavailableRows = (at: number): { readonly put: readonly LaneEntry[] } => ({ put: [{ key: crmRow.unavailable, value: JSON.stringify({ at }) }] });

/** Reads back what the rows with the prefix `crm/` hold. */
export function readCrmRows(rows: readonly LaneEntry[]): CrmKnowledge {
  const last = parsed(rows, crmRow.answer, answerSchema);
  const failed = parsed(rows, crmRow.unavailable, z.object({ at: z.number() }));
  if (failed !== undefined) return { status: 'unavailable', at: failed.at, ...(last !== undefined && { last }) };
  return last ?? { status: 'not asked' };
}

function parsed<T>(rows: readonly LaneEntry[], key: string, schema: z.ZodType<T>): T | undefined {
  const value = rows.find((row) => row.key === key)?.value;
  return value === undefined ? undefined : schema.parse(JSON.parse(value));
}

/** The record was held against its schema before it was written. */
const recordSchema = z.custom<CrmRecord>((value) => typeof value === 'object' && value !== null);
const answerSchema: z.ZodType<CrmAnswer> = z.discriminatedUnion('status', [
  z.object({ status: z.literal('unknown there'), at: z.number() }),
  z.object({ status: z.literal('known'), at: z.number(), record: recordSchema }),
  z.object({ status: z.literal('ambiguous'), at: z.number(), ids: z.array(z.string()) }),
]);
