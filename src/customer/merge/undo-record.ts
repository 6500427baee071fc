import type { Consent } from '../../model/consent.js';
import type { ThreadState } from '../customer-state.js';
import type { InstanceState } from '../instance/instance-state.js';
import type { AnsweredHours } from '../message/best-time.js';
import type { SaidSuppression } from '../take-suppression.js';
import type { Turn } from '../turn.js';

/** What a merge overwrote, so that it can be undone: kept in a row of the lane that stays, beside the log entry that tells of it. */
export interface UndoRecord {
  /** runs that left because the other customer was in the same journey, as they were */
  readonly losers: readonly InstanceState[];
  readonly consents: { readonly stays: readonly Consent[]; readonly joined: readonly Consent[] };
  /** absent where neither had any */
  readonly suppressions?: { readonly stays: readonly SaidSuppression[]; readonly joined: readonly SaidSuppression[] };
  readonly thread?: ThreadState;
  /** of the one who joined */
  readonly hours?: AnsweredHours;
}

/** The row's key. */
export const undoRow = (merge: string): string => `merge/${merge}`;

/** Puts the record into this commit. */
export function writeUndo(turn: Turn, merge: string, record: UndoRecord): void {
  turn.rows.set(undoRow(merge), JSON.stringify(record));
}

/** Reads a record that this library wrote. */
export const readUndo = (value: string): UndoRecord => JSON.parse(value) as UndoRecord;
