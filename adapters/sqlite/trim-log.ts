import { setImmediate } from 'node:timers/promises';
import { numberOf } from './column.js';
import { transact } from './perform.js';
import { rememberPosition, type Session } from './session.js';

const sliceRows = 2_000;

/** Forgets entries and dedupe keys accepted before that time, a slice at a time so that commits go on between. */
export async function trimLog(session: Session, before: number): Promise<number> {
  let trimmed = 0;
  for (let more = true; more;) {
    const entries = trimSlice(session, 'log', before);
    const tombstones = trimSlice(session, 'tombstone', before);
    trimmed += entries;
    more = entries > 0 || tombstones > 0;
    if (more) await setImmediate();
  }
  return trimmed;
}

function trimSlice(session: Session, table: 'log' | 'tombstone', before: number): number {
  const { sql } = session;
  const row = sql(`SELECT max(position) AS last, count(*) AS count FROM (SELECT position, accepted FROM ${table} ORDER BY position LIMIT ${sliceRows}) WHERE accepted < ?`).get(before) ?? {};
  const count = numberOf(row, 'count');
  if (count === 0) return 0;
  const last = numberOf(row, 'last');
  return transact(session, () => {
    rememberPosition(session);
    sql(`DELETE FROM dedupe WHERE key IN (SELECT dedupe FROM ${table} WHERE position <= ?)`).run(last);
    if (table === 'log') session.balance.entries -= numberOf(sql('SELECT count(*) AS counted FROM log WHERE position > ? AND position <= ?').get(session.balance.after, last) ?? {}, 'counted');
    sql(`DELETE FROM ${table} WHERE position <= ?`).run(last);
    return count;
  });
}
