import type { LaneEntry, LaneKey, LaneRow, LogEntry, LogKind } from '../../ports/store.js';
import { compareText } from './compare-text.js';
import { indexAfter, joinKey, toLogEntry, type MemoryData } from './memory-data.js';

export function loadLane(data: MemoryData, { tenant, lane }: LaneKey): LaneRow | undefined {
  const found = data.lanes.get(joinKey(tenant, lane));
  return found === undefined || found.version === 0 ? undefined : { tenant, lane, version: found.version, state: found.state };
}

export function historyOf(data: MemoryData, key: LaneKey, { before = Infinity, limit, kinds }: { readonly before?: number; readonly limit: number; readonly kinds?: readonly LogKind[] }): readonly LogEntry[] {
  const log = data.lanes.get(joinKey(key.tenant, key.lane))?.log ?? [];
  const found: LogEntry[] = [];
  for (let at = log.length - 1; at >= 0 && found.length < limit; at -= 1) {
    const entry = log[at];
    if (entry !== undefined && entry.position < before && (kinds === undefined || kinds.includes(entry.kind))) found.push(toLogEntry(entry));
  }
  return found;
}

export function scanFrom(data: MemoryData, after: number, limit: number): { readonly entries: readonly LogEntry[]; readonly next: number } {
  const start = indexAfter(data.log, after);
  const entries = data.log.slice(start, start + Math.max(0, limit)).map(toLogEntry);
  return { entries, next: entries.at(-1)?.position ?? after };
}

export function rowsOf(data: MemoryData, key: LaneKey, { prefix = '', after, limit }: { readonly prefix?: string; readonly after?: string; readonly limit: number }): readonly LaneEntry[] {
  const rows = data.lanes.get(joinKey(key.tenant, key.lane))?.rows ?? new Map<string, string>();
  return [...rows]
    .filter(([name]) => name.startsWith(prefix) && (after === undefined || compareText(name, after) > 0))
    .sort(([one], [other]) => compareText(one, other))
    .slice(0, Math.max(0, limit))
    .map(([name, value]) => ({ key: name, value }));
}
