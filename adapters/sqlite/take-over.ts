import { numberOf } from './column.js';
import { catchUp, transact, writeDown } from './perform.js';
import type { Session } from './session.js';

/**
 * Makes a session the owner of its file: what an owner before was told and did not come to write down is written down, its epoch ends, its
 * leases end, and what it was handed and never settled is due again. Answers how many effects those are.
 */
export function takeOver(session: Session, now: number): number {
  catchUp(session);
  writeDown(session);
  session.log.clear(session.log.last);
  return transact(session, () => {
    session.epoch += 1;
    session.sql(`UPDATE meta SET value = ? WHERE key = 'epoch'`).run(session.epoch);
    session.sql('UPDATE timer SET next = due WHERE next <> due').run();
    return releaseEffects(session, now);
  });
}

function releaseEffects({ sql }: Session, now: number): number {
  const handed = sql('SELECT seq, handed FROM effect INDEXED BY effect_due WHERE first = 1 AND handed > 0').all();
  // one that was given back already and not taken up since keeps its place among those due
  for (const row of handed) if (row['handed'] === 1) sql('UPDATE effect SET next = ?, handed = 2 WHERE seq = ?').run(now, numberOf(row, 'seq'));
  return handed.length;
}
