import { JourneyError } from '../../src/errors/index.js';
import type { Claimed, DueEffect, DueTimer } from '../../src/ports/index.js';
import { booleanOf, numberOf, optionalText, textOf, type Row } from './column.js';
import { rowLimit } from './row-limit.js';
import type { Session } from './session.js';

/** What a claim asks of either kind. */
export interface ClaimQuery { readonly kind: 'timer' | 'effect'; readonly worker: string; readonly limit: number; readonly leaseMs: number }

export async function claimTimers(session: Session, query: ClaimQuery): Promise<Claimed<DueTimer>> {
  return toClaimed(await claim(session, 'claim_timers_1', query), toTimer);
}

export async function claimEffects(session: Session, query: ClaimQuery): Promise<Claimed<DueEffect>> {
  return toClaimed(await claim(session, 'claim_effects_1', query), toEffect);
}

function claim({ connection, epoch }: Session, name: string, { limit, leaseMs }: ClaimQuery): Promise<readonly Row[]> {
  return connection.call(name, [epoch, rowLimit(limit), leaseMs]);
}

/** The last row tells of the claim itself. */
function toClaimed<D>(rows: readonly Row[], toDue: (row: Row) => D): Claimed<D> {
  const told = rows.at(-1) ?? {};
  if (booleanOf(told, 'fenced')) throw new JourneyError('LeaseLost', 'This worker was not heard of in time and may hand out nothing more; open the store again');
  return { now: numberOf(told, 'now'), due: rows.slice(0, -1).map(toDue), ...(told['next'] === null ? {} : { next: numberOf(told, 'next') }) };
}

function toTimer(row: Row): DueTimer {
  return { tenant: textOf(row, 'tenant'), lane: textOf(row, 'lane'), id: textOf(row, 'id'), due: numberOf(row, 'due'), attempt: numberOf(row, 'attempt') };
}

function toEffect(row: Row): DueEffect {
  return { tenant: textOf(row, 'tenant'), lane: textOf(row, 'lane'), key: textOf(row, 'key'), ...optionalText(row, 'queue'), body: textOf(row, 'body'), attempt: numberOf(row, 'attempt') };
}
