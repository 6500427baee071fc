import type { CustomerState, MergedCustomer } from '../../customer/customer-state.js';
import { mergedNow } from '../../customer/merge/origin.js';
import { readUndo, undoRow, type UndoRecord } from '../../customer/merge/undo-record.js';
import type { Consent } from '../../model/consent.js';
import { withConsent } from '../../policy/consent-of.js';
import type { Runtime } from '../runtime.js';
import type { Seat } from '../take-turn.js';

/**
 * What a merge overwrote. Who came with others stands first in the lane of the one they came with, so the merge is looked for there too, and
 * what whoever stays had said about consent is what each of those on the way had said before.
 */
export async function undoOf(runtime: Runtime, home: Seat, { state, record }: { readonly state: CustomerState; readonly record: MergedCustomer }): Promise<UndoRecord> {
  const carriers = mergedNow(state).filter((one) => one.with.includes(record.customer));
  const lanes = [home.customer, ...carriers.map(({ customer }) => customer)];
  const [own, ...others] = await Promise.all([record, ...carriers].map((one) => rowOf(runtime, home, { lanes, merge: one.id })));
  const stays = [own, ...others].flatMap((undo) => undo?.consents.stays ?? []).reduce<readonly Consent[]>(withConsent, []);
  // where nobody knows any more who said what, what was withdrawn holds for both
  return own === undefined ? { losers: [], consents: { stays: state.consents ?? [], joined: withdrawn(state) } } : { ...own, consents: { ...own.consents, stays } };
}

const withdrawn = ({ consents = [] }: CustomerState): readonly Consent[] => consents.filter((consent) => consent.state === 'withdrawn');

async function rowOf({ store }: Runtime, { tenant }: Seat, { lanes, merge }: { readonly lanes: readonly string[]; readonly merge: string }): Promise<UndoRecord | undefined> {
  const wanted = undoRow(merge);
  const rows = await Promise.all(lanes.map((lane) => store.rows({ tenant, lane }, { prefix: wanted, limit: 1 })));
  const row = rows.flat().find(({ key }) => key === wanted);
  return row === undefined ? undefined : readUndo(row.value);
}
