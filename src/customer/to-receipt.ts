import type { Receipt, ReceiptReason } from '../model/receipt.js';
import { surenessOf } from './identity/identity-of.js';
import type { InstanceFate, Turn } from './turn.js';

/** A receipt of a decision: everything but `duplicate` and `busy`, which no decision gives. */
export type DecidedReceipt = Exclude<Receipt, { readonly status: 'duplicate' | 'busy' }>;

/** Sums up what became of an event over all instances: what was kept for a person first, then what moved, then what waits. */
export function toReceipt(turn: Turn, type: string): DecidedReceipt {
  const { fates, customer } = turn;
  const instances = [...new Set(fates.flatMap((fate) => fate.instance ?? []))];
  const because = [...new Set(fates.map((fate) => fate.because))].join('; ') || unheard(turn, type).because;
  const { kind, confidence } = surenessOf(turn.state);
  const answer = { customer, identity: { kind, confidence }, instances, because };
  // a failure says more than a pause
  const parked = fates.find((fate) => fate.parked !== undefined && fate.cause !== 'Paused') ?? fates.find((fate) => fate.parked !== undefined);
  if (parked?.parked !== undefined) return { ...answer, status: 'parked', parked: parked.parked, reason: parked.cause === 'Paused' ? 'Paused' : 'HandlingFailed' };
  if (fates.some(acted)) return { ...answer, status: 'handled', moved: fates.flatMap((fate) => fate.move ?? []) };
  const deferred = fates.find((fate) => fate.did === 'deferred');
  if (deferred !== undefined) return { ...answer, status: 'deferred', ...(deferred.until !== undefined && { until: deferred.until }) };
  return { ...answer, status: 'ignored', reason: fates.length > 0 ? reasonOf(fates) : unheard(turn, type).reason };
}

/** Asks whether an event made an instance do something. */
export const acted = (fate: InstanceFate): boolean => fate.did === 'started' || fate.did === 'moved' || fate.did === 'stayed' || fate.did === 'ended';

const reasonOf = (fates: readonly InstanceFate[]): ReceiptReason => fates.find((fate) => fate.reason !== undefined)?.reason ?? (fates.some((fate) => fate.instance !== undefined) ? 'NotHandled' : 'NotEntered');

function unheard(turn: Turn, type: string): { readonly reason: ReceiptReason; readonly because: string } {
  if (!turn.world.book.eventSchemas.has(type)) return { reason: 'UnknownEvent', because: `no journey declares '${type}'` };
  const declaredBy = turn.state.ended.find((run) => turn.world.book.find(run.journey, run.version)?.journey.declaration.events[type] !== undefined);
  if (declaredBy !== undefined) return { reason: 'JourneyClosed', because: `'${declaredBy.journey}' has ended (${declaredBy.reason})` };
  return { reason: 'NoJourney', because: `no journey of this customer listens to '${type}'` };
}
