import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createBench } from '../orchestrator/door/bench.js';
import { homes } from '../orchestrator/door/homes.js';
import { auditCustomers } from './audit-customers.js';
import { auditFile } from './audit-file.js';

/** One row changed behind the library's back, and what the audit then says. */
const tampered: readonly (readonly [string, string, RegExp])[] = [
  ['a dedupe key is gone', 'DELETE FROM dedupe WHERE position = (SELECT min(position) FROM dedupe)', /dedupe key is not kept/],
  ['an entry is gone', 'DELETE FROM log WHERE position = (SELECT min(position) FROM log WHERE dedupe IS NOT NULL)', /dedupe keys of nothing/],
  ['a customer points to an older entry', 'UPDATE lane SET head = 1', /newest entry is not the newest/],
  ['the chain of a customer is broken', 'UPDATE log SET prev = 0', /chain is broken/],
  ['a row belongs to nobody', `INSERT INTO lane_row VALUES (99, 'a', 'b')`, /of a lane that is not there/],
  ['a delay is gone', 'DELETE FROM timer', /delays of a state without their row/],
  ['a delay is there that nobody set', `INSERT INTO timer VALUES (1, (SELECT number FROM lane WHERE name LIKE 'c-%'), 'x', 1, 0)`, /delays that no state knows/],
  ['a run is gone', 'DELETE FROM instance', /runs of a state without their row/],
  ['a run is there that nobody began', `INSERT INTO instance VALUES ((SELECT number FROM lane WHERE name LIKE 'c-%'), 'x', 'y', 'z')`, /runs that no state knows/],
  ['an identity leads nowhere', 'DELETE FROM identity', /do not lead there/],
];

test.each(tampered)('an audit says so where %s', async (_what, sql, says) => {
  const [, make] = homes[1] ?? [];
  const home = make?.();
  if (home?.file === undefined) throw new Error('no file');
  const bench = createBench(home);
  for (const [id, order] of [['1', 'A'], ['2', 'B']] as const) await bench.say({ id, type: 'order.placed', data: { order } });
  await bench.settle();
  await bench.orchestrator.close();
  const audit = (file: string): string => [...auditFile(file), ...auditCustomers(file)].join('\n');
  expect(audit(home.file)).toBe('');
  const db = new DatabaseSync(home.file);
  db.exec(sql);
  db.close();
  expect(audit(home.file)).toMatch(says);
  await home.remove();
});
