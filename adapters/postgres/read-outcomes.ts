import { JourneyError } from '../../src/errors/index.js';
import type { Outcome } from '../../src/ports/index.js';
import type { Arriving } from './change-lists.js';
import { listOf, numberOf, textOf, type Row } from './column.js';
import { readEntry } from './log-entry.js';

/** What `commit_1` answered for all changes of a wave together. */
interface Answer {
  readonly refusals: readonly unknown[];
  readonly versions: readonly unknown[];
  /** by change, counted from 1 */
  readonly facts: ReadonlyMap<number, Row>;
  readonly waiting: ReadonlyMap<number, readonly string[]>;
  /** by entry, in the order of the wave; null where its change was refused */
  readonly positions: readonly unknown[];
}

/** One outcome a change of the wave, in its order. */
export function readOutcomes(row: Row, wave: readonly Arriving[]): readonly Outcome[] {
  const facts = new Map(listOf(row, 'facts').filter(isRow).map((fact) => [numberOf(fact, 'change'), fact]));
  const answer: Answer = { refusals: listOf(row, 'refusals'), versions: listOf(row, 'versions'), facts, waiting: readWaiting(row), positions: listOf(row, 'positions') };
  let position = numberOf(row, 'last');
  let entry = 0;
  return wave.map((arriving, at) => {
    for (const end = entry + (arriving.change.entries?.length ?? 0); entry < end; entry += 1) {
      const given = answer.positions[entry];
      if (typeof given === 'number') position = given;
    }
    return toOutcome(answer, arriving, at, position);
  });
}

function toOutcome({ refusals, versions, facts, waiting }: Answer, { change, twin }: Arriving, at: number, position: number): Outcome {
  const version = Number(versions[at]);
  const fact = facts.get(at + 1) ?? {};
  const why = refusals[at];
  switch (why) {
    case null: return { ok: true, version: change.expect >= 0 ? version + 1 : version, position, waiting: waiting.get(at + 1) ?? [] };
    case 'fenced': return { ok: false, why };
    case 'version': return { ok: false, why, actual: version };
    case 'twin': return { ok: false, why: 'duplicate', same: twin?.same === true };
    case 'duplicate': return { ok: false, why, same: fact['same'] === true, ...(fact['position'] === null ? {} : { first: readEntry(fact) }) };
    case 'identity': return { ok: false, why, identity: textOf(fact, 'identity'), holder: textOf(fact, 'holder') };
    default: throw new JourneyError('StorageContractViolation', 'The database answered a commit with what this library does not know', { path: 'refusals' });
  }
}

function readWaiting(row: Row): ReadonlyMap<number, readonly string[]> {
  const keys = listOf(row, 'waiting_keys').map((key) => textOf({ key }, 'key'));
  const byChange = new Map<number, string[]>();
  for (const [at, change] of listOf(row, 'waiting_changes').entries()) {
    const known = byChange.get(Number(change)) ?? [];
    byChange.set(Number(change), [...known, ...keys.slice(at, at + 1)]);
  }
  return byChange;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
