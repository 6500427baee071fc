import { isCustomerId } from '../../model/customer-id.js';
import { isEffectKey, parseEffectKey } from '../../model/effect-key.js';
import { isInstanceId } from '../../model/instance-id.js';
import type { Change, Claimed, DueEffect, DueTimer, LaneKey, LaneRow, Outcome, StoreOpened } from '../../ports/store.js';

/*
 * What a store's answer must look like to be believed. Each check is a few comparisons a row and answers what is wrong, in words; what
 * only the store can know (that a version is the newest, that a row is durable) is proved by its conformance cases instead.
 */

type Fault = string | undefined;

export const openedFault = ({ epoch, position }: StoreOpened): Fault => (isCount(epoch) && isCount(position) ? undefined : 'it opened without saying its epoch and position');

export const nowFault = (now: number): Fault => (Number.isFinite(now) ? undefined : 'its clock is no time');

export function loadedFault(asked: readonly LaneKey[], rows: readonly (LaneRow | undefined)[]): Fault {
  if (rows.length !== asked.length) return 'it answered another number of customers than it was asked for';
  return asked.every((lane, i) => isRowOf(rows[i], lane)) ? undefined : 'it answered with a customer that was not asked for, or not in that place';
}

export function resolvedFault(asked: number, holders: readonly unknown[]): Fault {
  return holders.length === asked && holders.every((holder) => holder === undefined || typeof holder === 'string') ? undefined : 'it did not answer each identity with its holder';
}

export function committedFault(batch: readonly Change[], outcomes: readonly Outcome[]): Fault {
  if (outcomes.length !== batch.length) return 'it answered another number of outcomes than there were changes';
  return batch.every((change, i) => isOutcomeOf(outcomes[i], change)) ? undefined : 'an outcome does not belong to its change';
}

export function claimedFault(limit: number, { now, due, next }: Claimed<DueTimer | DueEffect>): Fault {
  if (!Number.isFinite(now) || (next !== undefined && !Number.isFinite(next))) return 'a claim does not say what time it is';
  if (due.length > limit) return 'a claim hands out more than was asked for';
  return due.every((row) => isLane(row) && isCount(row.attempt) && row.attempt > 0 && ('key' in row ? isDueEffect(row) : isDueTimer(row, now))) ? undefined : 'a claim hands out what is not due, or not whose it says';
}

/** Every row asked for by tenant or lane is of that tenant and lane. */
export function ownersFault(asked: Partial<LaneKey>, rows: readonly LaneKey[]): Fault {
  return rows.every((row) => (asked.tenant === undefined || row.tenant === asked.tenant) && (asked.lane === undefined || row.lane === asked.lane)) ? undefined : 'it answered with what belongs to another customer or tenant';
}

export function countersFault(asked: number, sums: readonly number[]): Fault {
  return sums.length === asked && sums.every((sum) => Number.isFinite(sum)) ? undefined : 'it did not answer each figure with a number';
}

const whys: ReadonlySet<string> = new Set(['duplicate', 'version', 'identity', 'fenced']);

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isLane = ({ tenant, lane }: LaneKey): boolean => typeof tenant === 'string' && typeof lane === 'string' && tenant !== '' && lane !== '';
const isRowOf = (row: LaneRow | undefined, lane: LaneKey): boolean => row === undefined || (row.tenant === lane.tenant && row.lane === lane.lane && isCount(row.version) && row.version > 0 && typeof row.state === 'string');

function isOutcomeOf(outcome: Outcome | undefined, change: Change): boolean {
  if (outcome === undefined || typeof outcome.ok !== 'boolean') return false;
  if (!outcome.ok) return whys.has(outcome.why);
  return isCount(outcome.version) && isCount(outcome.position) && Array.isArray(outcome.waiting) && (change.expect < 0 || outcome.version === change.expect + 1);
}

/** A key says itself whose effect it is. A run that came by a merge keeps its keys under the customer it began with, whatever lane its rows are in. */
const isDueEffect = ({ tenant, lane, key, body }: DueEffect): boolean => typeof key === 'string' && typeof body === 'string' && (key.startsWith(`${tenant}/${lane}/`) || (isCustomerId(lane) && isOfRun(key, tenant)));
const isOfRun = (key: string, tenant: string): boolean => isEffectKey(key) && key.startsWith(`${tenant}/`) && isInstanceId(parseEffectKey(key).cause);
const isDueTimer = ({ id, due }: DueTimer, now: number): boolean => typeof id === 'string' && Number.isFinite(due) && due <= now;
