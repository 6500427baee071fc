import { readFileSync, statSync } from 'node:fs';
import type { Op } from './tape.js';

const pageBytes = 4_096;
const walHead = 32;
const frameBytes = pageBytes + 24;
const normal = 1;
const full = 2;

/**
 * Tells what SQLite did to a database in WAL mode since the last look, as https://www.sqlite.org/wal.html and `pragma synchronous` say it does:
 * frames are written one behind the other; at FULL each commit syncs them; a log that begins again has its head synced before any frame;
 * a checkpoint syncs the log, writes pages, and syncs the database. At OFF nothing is ever synced.
 */
export function readDatabaseWrites(file: string, note: (op: Op) => void): (synchronous: number) => void {
  const seen = new Map<string, { readonly stamp: string; readonly bytes: Buffer }>();
  const changed = (name: string): { readonly before: Buffer | undefined; readonly after: Buffer | undefined } | undefined => {
    const known = seen.get(name);
    const stat = statSync(file + name, { throwIfNoEntry: false, bigint: true });
    if (stat === undefined) {
      if (known === undefined) return undefined;
      seen.delete(name);
      return { before: known.bytes, after: undefined };
    }
    const stamp = `${stat.ino} ${stat.size} ${stat.mtimeNs}`;
    if (known?.stamp === stamp) return undefined;
    const after = readFileSync(file + name);
    seen.set(name, { stamp, bytes: after });
    return { before: known?.bytes, after };
  };
  // what stands there when this begins is there for good
  changed('');
  changed('-wal');
  return (synchronous) => {
    const [log, pages] = [changed('-wal'), changed('')];
    const hasLog = log?.before !== undefined || seen.has('-wal');
    const isCut = log?.after?.length === 0;
    if (log?.after !== undefined && !isCut) noteLog(note, { before: log.before, after: log.after, synchronous });
    if (pages?.after !== undefined) {
      if (hasLog && synchronous >= normal) note({ do: 'sync', name: '-wal' });
      notePages(note, { before: pages.before, after: pages.after, synchronous });
    }
    // only a log whose pages have reached the database is cut or removed
    if (isCut && log.before === undefined) note({ do: 'make', name: '-wal' });
    else if (isCut) note({ do: 'size', name: '-wal', bytes: 0 });
    else if (log !== undefined && log.after === undefined) note({ do: 'remove', name: '-wal' });
  };
}

interface Seen { readonly before: Buffer | undefined; readonly after: Buffer; readonly synchronous: number }

function noteLog(note: (op: Op) => void, { before: known, after, synchronous }: Seen): void {
  const before = known ?? Buffer.alloc(0);
  if (known === undefined) note({ do: 'make', name: '-wal' });
  if (!after.subarray(0, walHead).equals(before.subarray(0, walHead))) {
    note({ do: 'write', name: '-wal', at: 0, bytes: after.subarray(0, walHead) });
    if (synchronous >= normal) note({ do: 'sync', name: '-wal' });
    // the first sync of a new file is one of its folder too
    if (synchronous >= normal && before.length === 0) note({ do: 'sync names' });
  }
  let wrote = false;
  for (let at = walHead; at < after.length; at += frameBytes) {
    const frame = after.subarray(at, at + frameBytes);
    if (frame.equals(before.subarray(at, at + frameBytes))) continue;
    note({ do: 'write', name: '-wal', at, bytes: frame });
    wrote = true;
  }
  if (wrote && synchronous >= full) note({ do: 'sync', name: '-wal' });
}

function notePages(note: (op: Op) => void, { before, after, synchronous }: Seen): void {
  const known = before ?? Buffer.alloc(0);
  if (before === undefined) note({ do: 'make', name: '' });
  for (let at = 0; at < after.length; at += pageBytes) {
    const page = after.subarray(at, at + pageBytes);
    if (!page.equals(known.subarray(at, at + pageBytes))) note({ do: 'write', name: '', at, bytes: page });
  }
  if (after.length < known.length) note({ do: 'size', name: '', bytes: after.length });
  if (synchronous >= normal) note({ do: 'sync', name: '' });
}
