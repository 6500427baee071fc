import type { CustomerId } from '../../model/customer-id.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { NewEntry } from '../../ports/store.js';
import type { CustomerState, MergedCustomer } from '../customer-state.js';
import type { Turn } from '../turn.js';

/** The customers that are this one now. */
export const mergedNow = (state: Pick<CustomerState, 'merged'>): readonly MergedCustomer[] => state.merged?.filter((one) => one.undoneAt === undefined) ?? [];

/** Notes whose contact or run this turn is about, where several customers were merged into this one, so that a merge can be undone with what came since. */
export function setOrigin(turn: Turn, { identities = [], instance, owner }: { readonly identities?: readonly string[]; readonly instance?: string; readonly owner?: CustomerId }): void {
  if (mergedNow(turn.state).length === 0) return;
  turn.origin = instance === undefined ? owner ?? ownerOfContact(turn, identities) : parseInstanceId(instance).customer;
}

/** A contact under names of several is of who stays. */
function ownerOfContact({ state, customer }: Turn, identities: readonly string[]): CustomerId {
  const owners = new Set(identities.filter((identity) => state.identities.includes(identity)).map((identity) => ownerOf(state, identity) ?? customer));
  const [owner = customer, ...others] = owners;
  return others.length === 0 ? owner : customer;
}

/** Who of those merged brought an identity, or has been met by it first since. */
const ownerOf = (state: CustomerState, identity: string): CustomerId | undefined => {
  const met = state.known?.[identity]?.origin;
  return mergedNow(state).find((one) => one.identities.includes(identity) || one.customer === met)?.customer;
};

/** Writes on what was not there before whose it is, where that is another one than whose lane it is in. */
export function ownNew<T extends object>(before: readonly T[], after: readonly T[], origin: CustomerId | undefined): readonly (T & { readonly origin?: CustomerId })[] {
  return origin === undefined || after === before ? after : after.map((item) => (before.includes(item) ? item : { ...item, origin }));
}

/** Asks whether something known is of a customer who is no longer this one: it was learnt while both were taken for one. */
export function isStrangers(customer: string, state: CustomerState, { origin }: { readonly origin?: string | undefined }): boolean {
  return origin !== undefined && origin !== customer && !mergedNow(state).some((one) => one.customer === origin);
}

/** Writes into an entry of the log whose it is; of a message that a run sent it is the run's. */
export function withOrigin(turn: Turn, entry: NewEntry): NewEntry {
  if (turn.origin === undefined) return entry;
  const body = JSON.parse(entry.body) as { readonly instance?: string };
  return { ...entry, body: JSON.stringify({ ...body, origin: body.instance === undefined ? turn.origin : parseInstanceId(body.instance).customer }) };
}

/** Whose an entry of the log is; `undefined` where its lane says it. */
export const readOrigin = (body: string): string | undefined => (body.includes('"origin"') ? (JSON.parse(body) as { readonly origin?: string }).origin : undefined);
