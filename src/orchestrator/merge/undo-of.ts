import type { CustomerState, MergedCustomer } from '../../customer/customer-state.js';
import { mergedNow } from '../../customer/merge/origin.js';
import { eachOnce, notTheirs } from '../../customer/merge/said-apart.js';
import { readUndo, undoRow, type UndoRecord } from '../../customer/merge/undo-record.js';
import type { Consent } from '../../model/consent.js';
import { withConsent } from '../../policy/consent-of.js';
import type { Runtime } from '../runtime.js';
import type { Seat } from '../lane/take-turn.js';

/**
 * What a merge overwrote. Who came with others stands first in the lane of the one they came with, so the merge is looked for there too, and
 * what whoever stays had said is what each of those on the way had said before, and what those brought who came later and stay.
 */
export async function undoOf(runtime: Runtime, home: Seat, { state, record }: { readonly state: CustomerState; readonly record: MergedCustomer }): Promise<UndoRecord> {
  const carriers = mergedNow(state).filter((one) => one.with.includes(record.customer));
  const lanes = [home.customer, ...carriers.map(({ customer }) => customer)];
  const rowsOf = (merges: readonly MergedCustomer[]): Promise<readonly (UndoRecord | undefined)[]> => Promise.all(merges.map((one) => rowOf(runtime, home, { lanes, merge: one.id })));
  const [[own, ...others], later] = await Promise.all([rowsOf([record, ...carriers]), rowsOf(cameLater(state, record, carriers))]);
  // where nobody knows any more who said what, what was withdrawn holds for both
  if (own === undefined) return { losers: [], consents: { stays: state.consents ?? [], joined: withdrawn(state) } };
  const consents = [...[own, ...others].flatMap((undo) => undo?.consents.stays ?? []), ...later.flatMap((undo) => undo === undefined ? [] : newIn(undo.consents))];
  const suppressions = [...[own, ...others].flatMap((undo) => undo?.suppressions?.stays ?? []), ...later.flatMap((undo) => undo?.suppressions === undefined ? [] : newIn(undo.suppressions))];
  return { ...own, consents: { ...own.consents, stays: consents.reduce<readonly Consent[]>(withConsent, []) }, suppressions: { stays: eachOnce(suppressions), joined: own.suppressions?.joined ?? [] } };
}

/** What those who came brought that was not here already: who was here may have said that, and they taken it along when they were parted before. */
const newIn = <T>({ stays, joined }: { readonly stays: readonly T[]; readonly joined: readonly T[] }): readonly T[] => notTheirs(joined, { mine: [], theirs: stays });

/** Those who came after this one and stay; who came with one of them has spoken through that one. */
function cameLater(state: CustomerState, record: MergedCustomer, carriers: readonly MergedCustomer[]): readonly MergedCustomer[] {
  const now = mergedNow(state);
  const stay = now.slice(now.indexOf(record) + 1).filter((one) => !record.with.includes(one.customer) && !carriers.includes(one));
  return stay.filter(({ customer }) => !stay.some((one) => one.with.includes(customer)));
}

const withdrawn = ({ consents = [] }: CustomerState): readonly Consent[] => consents.filter((consent) => consent.state === 'withdrawn');

async function rowOf({ store }: Runtime, { tenant }: Seat, { lanes, merge }: { readonly lanes: readonly string[]; readonly merge: string }): Promise<UndoRecord | undefined> {
  const wanted = undoRow(merge);
  const rows = await Promise.all(lanes.map((lane) => store.rows({ tenant, lane }, { prefix: wanted, limit: 1 })));
  const row = rows.flat().find(({ key }) => key === wanted);
  return row === undefined ? undefined : readUndo(row.value);
}
