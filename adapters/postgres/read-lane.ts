import type { Balance, IdentityKey, LaneEntry, LaneKey, LaneRow, LogEntry, LogKind } from '../../src/ports/index.js';
import { toArray } from './array-literal.js';
import { numberOf, textOf, type Row } from './column.js';
import { kindNumber, readEntry } from './log-entry.js';
import { rowLimit } from './row-limit.js';
import type { Session } from './session.js';
import { behindPrefix, toStored } from './stored-text.js';

export async function loadLanes({ connection }: Session, lanes: readonly LaneKey[]): Promise<readonly (LaneRow | undefined)[]> {
  if (lanes.length === 0) return [];
  const rows = byOrder(await connection.call('load_1', [toArray(lanes.map(({ tenant }) => tenant)), toArray(lanes.map(({ lane }) => lane))]));
  return lanes.map(({ tenant, lane }, at) => {
    const row = rows.get(at);
    return row === undefined ? undefined : { tenant, lane, version: numberOf(row, 'version'), state: textOf(row, 'state') };
  });
}

export async function holdersOf({ connection }: Session, keys: readonly IdentityKey[]): Promise<readonly (string | undefined)[]> {
  if (keys.length === 0) return [];
  const rows = byOrder(await connection.call('resolve_1', [toArray(keys.map(({ tenant }) => tenant)), toArray(keys.map(({ identity }) => identity))]));
  return keys.map((_, at) => {
    const row = rows.get(at);
    return row === undefined ? undefined : textOf(row, 'lane');
  });
}

export async function historyOf({ connection }: Session, { tenant, lane }: LaneKey, { before, limit, kinds }: { readonly before?: number; readonly limit: number; readonly kinds?: readonly LogKind[] }): Promise<readonly LogEntry[]> {
  const asked = kinds === undefined ? null : toArray(kinds.map(kindNumber));
  return (await connection.call('history_1', [toStored(tenant), toStored(lane), before === undefined ? null : rowLimit(Math.ceil(before)), asked, rowLimit(limit)])).map(readEntry);
}

export async function scanFrom({ connection }: Session, after: number, limit: number): Promise<{ readonly entries: readonly LogEntry[]; readonly next: number }> {
  const entries = (await connection.call('scan_1', [rowLimit(after), rowLimit(limit)])).map(readEntry);
  return { entries, next: entries.at(-1)?.position ?? after };
}

export async function rowsOf({ connection }: Session, { tenant, lane }: LaneKey, { prefix = '', after, limit }: { readonly prefix?: string; readonly after?: string; readonly limit: number }): Promise<readonly LaneEntry[]> {
  const behind = after === undefined ? null : toStored(after);
  const rows = await connection.call('rows_1', [toStored(tenant), toStored(lane), toStored(prefix), behindPrefix(prefix), behind, rowLimit(limit)]);
  return rows.map((row) => ({ key: textOf(row, 'key'), value: textOf(row, 'value') }));
}

export async function countersOf({ connection }: Session, tenant: string, keys: readonly string[]): Promise<readonly number[]> {
  if (keys.length === 0) return [];
  const rows = byOrder(await connection.call('counters_1', [toStored(tenant), toArray(keys)]));
  return keys.map((_, at) => {
    const row = rows.get(at);
    return row === undefined ? 0 : numberOf(row, 'value');
  });
}

export async function balanceOf({ connection }: Session): Promise<Balance> {
  const [row = {}] = await connection.call('balance_1', []);
  const sum = (column: keyof Balance): number => numberOf(row, column);
  return { lanes: sum('lanes'), instances: sum('instances'), timers: sum('timers'), effects: sum('effects'), parked: sum('parked'), entries: sum('entries'), after: sum('after') };
}

/** Rows by the place of what was asked; what was not found has none. */
function byOrder(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [numberOf(row, 'ord') - 1, row]));
}
