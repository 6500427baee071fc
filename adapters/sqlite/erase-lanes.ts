import type { ErasureReceipt, LaneKey } from '../../src/ports/store.js';
import { numberOf } from './column.js';
import { findLane } from './commit-change.js';
import { transact } from './perform.js';
import { rememberPosition, type Session } from './session.js';

const tables = ['identity', 'lane_row'] as const;
const counted = { instance: 'instances', timer: 'timers', effect: 'effects', dead: 'effects', parked: 'parked' } as const;

/** Takes every trace of these lanes out of the file and of its write-ahead log; what was accepted stays refusable, by hash. */
export function eraseLanes(session: Session, lanes: readonly LaneKey[], vacuum: boolean): readonly ErasureReceipt[] {
  if (lanes.length === 0) return [];
  transact(session, () => {
    for (const { tenant, lane } of lanes) {
      const { number, head } = findLane(session, tenant, lane);
      if (number !== 0) eraseLane(session, number, head);
    }
    rememberPosition(session);
  });
  session.log.clear(session.log.last);
  // also where nothing was found: the call before may have ended between the deletion and this
  if (vacuum) session.db.exec('VACUUM');
  session.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return lanes.map(({ tenant, lane }) => ({ tenant, lane, erased: true }));
}

function eraseLane({ sql, balance }: Session, lane: number, head: number): void {
  for (let position = head; position > 0;) {
    const row = sql('SELECT prev FROM log WHERE position = ?').get(position);
    if (row === undefined) break;
    sql('INSERT INTO tombstone (position, accepted, dedupe) SELECT position, accepted, dedupe FROM log WHERE position = ? AND dedupe IS NOT NULL').run(position);
    sql('DELETE FROM log WHERE position = ?').run(position);
    if (position > balance.after) balance.entries -= 1;
    position = numberOf(row, 'prev');
  }
  for (const table of tables) sql(`DELETE FROM ${table} WHERE lane = ?`).run(lane);
  for (const [table, kind] of Object.entries(counted)) balance[kind] -= Number(sql(`DELETE FROM ${table} WHERE lane = ?`).run(lane).changes);
  if (sql('DELETE FROM lane WHERE number = ? RETURNING version').get(lane)?.['version'] !== 0) balance.lanes -= 1;
}
