import { JourneyError } from '../../src/errors/index.js';
import type { LogEntry, LogKind } from '../../src/ports/index.js';
import { numberOf, textOf, type Row } from './column.js';

// kept as its place in this list: append only
const kinds: readonly LogKind[] = ['event', 'interaction', 'decision', 'web'];

export function kindNumber(kind: LogKind): number {
  return kinds.indexOf(kind);
}

/** A log entry from a row that joined its lane. */
export function readEntry(row: Row): LogEntry {
  const kind = kinds[numberOf(row, 'kind')];
  if (kind === undefined) throw new JourneyError('StorageContractViolation', 'The database holds an entry of an unknown kind; use the library that wrote it', { path: 'log.kind' });
  return { tenant: textOf(row, 'tenant'), lane: textOf(row, 'lane'), position: numberOf(row, 'position'), kind, at: numberOf(row, 'at'), body: textOf(row, 'body') };
}
