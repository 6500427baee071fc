import { DatabaseSync } from 'node:sqlite';

/**
 * What is wrong in a SQLite store's file that was closed cleanly, as sentences; empty where all is well. It looks at what the contract does
 * not show: SQLite's own check, dedupe rows against the log, the chain of each lane, which effect of a queue is the first.
 */
export function auditFile(file: string): readonly string[] {
  return findingsIn(file, checks);
}

/** A sentence, and the rows of which it is true: there should be none. */
export type Check = readonly [wrong: string, sql: string];

/** The sentences that are true of a file, each with the first rows. */
export function findingsIn(file: string, wanted: readonly Check[]): readonly string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return wanted.flatMap(([wrong, sql]) => {
      const found = db.prepare(sql).all().map((row) => Object.values(row).join(' '));
      return found.length === 0 ? [] : [`${wrong}: ${found.slice(0, 5).join(', ')}`];
    });
  } finally {
    db.close();
  }
}

const checks: readonly Check[] = [
  ['SQLite finds the file damaged', `SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`],
  ['log entries whose dedupe key is not kept', `SELECT l.position FROM log l LEFT JOIN dedupe d ON d.key = l.dedupe AND d.position = l.position WHERE l.dedupe IS NOT NULL AND d.key IS NULL`],
  ['dedupe keys of nothing', `SELECT d.position FROM dedupe d WHERE NOT EXISTS (SELECT 1 FROM log l WHERE l.position = d.position AND l.dedupe = d.key) AND NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.position = d.position AND t.dedupe = d.key)`],
  ['lanes whose newest entry is not the newest', `SELECT n.name, n.head, max(l.position) AS newest FROM lane n JOIN log l ON l.lane = n.number GROUP BY n.number HAVING n.head <> newest`],
  ['entries whose chain is broken', `SELECT l.position FROM log l WHERE l.prev <> coalesce((SELECT max(p.position) FROM log p WHERE p.lane = l.lane AND p.position < l.position), l.prev)`],
  ['rows of a lane that is not there', ['log', 'identity', 'instance', 'timer', 'effect', 'dead', 'parked', 'lane_row'].map((table) => `SELECT '${table}', lane FROM ${table} WHERE lane NOT IN (SELECT number FROM lane)`).join(' UNION ALL ')],
  ['queues with none or several first effects', `SELECT lane, queue, sum(first) AS firsts FROM effect WHERE queue IS NOT NULL GROUP BY lane, queue HAVING firsts <> 1 OR max(CASE WHEN first = 1 THEN seq END) <> min(seq)`],
  ['effects that wait for nobody', `SELECT key FROM effect WHERE queue IS NULL AND first = 0`],
];
