import type { IdentityKey, LaneEntry, LaneKey, LaneRow, LogEntry, LogKind } from '../../src/ports/store.js';
import { numberOf, textOf } from './column.js';
import { findLane } from './commit-change.js';
import { readEntry } from './log-entry.js';
import { rowLimit } from './row-limit.js';
import type { Session } from './session.js';
import { behindPrefix, toStored } from './stored-text.js';

export function loadLane({ sql }: Session, { tenant, lane }: LaneKey): LaneRow | undefined {
  const row = sql('SELECT version, state FROM lane WHERE tenant = ? AND name = ?').get(toStored(tenant), toStored(lane));
  const version = row === undefined ? 0 : numberOf(row, 'version');
  return row === undefined || version === 0 ? undefined : { tenant, lane, version, state: textOf(row, 'state') };
}

export function holderOf({ sql }: Session, { tenant, identity }: IdentityKey): string | undefined {
  const row = sql('SELECT l.name FROM identity i JOIN lane l ON l.number = i.lane WHERE i.tenant = ? AND i.identity = ?').get(toStored(tenant), toStored(identity));
  return row === undefined ? undefined : textOf(row, 'name');
}

/** Follows the chain that each entry's `prev` makes: no index is paid for by every commit. */
export function historyOf(session: Session, key: LaneKey, { before = Infinity, limit, kinds }: { readonly before?: number; readonly limit: number; readonly kinds?: readonly LogKind[] }): readonly LogEntry[] {
  const lane = findLane(session, key.tenant, key.lane);
  const read = session.sql('SELECT l.tenant, l.name, g.position, g.prev, g.kind, g.at, g.body FROM log g JOIN lane l ON l.number = g.lane WHERE g.position = ?');
  const found: LogEntry[] = [];
  for (let position = startOf(session, lane.number, lane.head, before); position > 0 && found.length < limit;) {
    const row = read.get(position);
    if (row === undefined) break;
    const entry = readEntry(row);
    if (position < before && (kinds === undefined || kinds.includes(entry.kind))) found.push(entry);
    position = numberOf(row, 'prev');
  }
  return found;
}

export function scanFrom({ sql }: Session, after: number, limit: number): { readonly entries: readonly LogEntry[]; readonly next: number } {
  const entries = sql('SELECT l.tenant, l.name, g.position, g.kind, g.at, g.body FROM log g CROSS JOIN lane l ON l.number = g.lane WHERE g.position > ? ORDER BY g.position LIMIT ?')
    .all(after, rowLimit(limit)).map(readEntry);
  return { entries, next: entries.at(-1)?.position ?? after };
}

export function rowsOf(session: Session, key: LaneKey, { prefix = '', after, limit }: { readonly prefix?: string; readonly after?: string; readonly limit: number }): readonly LaneEntry[] {
  const lane = findLane(session, key.tenant, key.lane).number;
  const behind = after === undefined ? '' : 'AND key > ?';
  const bounds = [lane, toStored(prefix), behindPrefix(prefix), ...(after === undefined ? [] : [toStored(after)]), rowLimit(limit)];
  return session.sql(`SELECT key, value FROM lane_row WHERE lane = ? AND key >= ? AND key < ? ${behind} ORDER BY key LIMIT ?`)
    .all(...bounds).map((row) => ({ key: textOf(row, 'key'), value: textOf(row, 'value') }));
}

export function counterOf({ sql }: Session, tenant: string, key: string): number {
  const row = sql('SELECT value FROM counter WHERE tenant = ? AND key = ?').get(toStored(tenant), toStored(key));
  return row === undefined ? 0 : numberOf(row, 'value');
}

// a page that begins where the last one ended need not walk the chain from its newest end
function startOf({ sql }: Session, lane: number, head: number, before: number): number {
  if (before > head) return head;
  const row = sql('SELECT prev FROM log WHERE position = ? AND lane = ?').get(before, lane);
  return row === undefined ? head : numberOf(row, 'prev');
}
