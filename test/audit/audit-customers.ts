import { findingsIn, type Check } from './audit-file.js';

/**
 * What is wrong with the customers in the file of a store that an orchestrator worked on and that was closed cleanly, as sentences; empty
 * where the rows beside each customer's state are those the state speaks of.
 */
export function auditCustomers(file: string): readonly string[] {
  return findingsIn(file, checks);
}

const customers = `(SELECT number, name, state FROM lane WHERE name LIKE 'c-%')`;
const instances = `SELECT c.number, c.name, i.value AS instance FROM ${customers} c, json_each(c.state, '$.instances') i`;
const timers = `SELECT o.number, o.name, t.value ->> 'id' AS id, t.value ->> 'due' AS due FROM (${instances}) o, json_each(o.instance, '$.timers') t
  UNION ALL SELECT c.number, c.name, s.value ->> 'timer', s.value ->> 'due' FROM ${customers} c, json_each(c.state, '$.starting') s`;

const checks: readonly Check[] = [
  ['delays of a state without their row', `SELECT s.name, s.id FROM (${timers}) s LEFT JOIN timer t ON t.lane = s.number AND t.id = s.id AND t.due = s.due WHERE t.id IS NULL`],
  ['rows of delays that no state knows', `SELECT c.name, t.id FROM timer t JOIN ${customers} c ON c.number = t.lane WHERE t.id <> '#conversation' AND NOT EXISTS (SELECT 1 FROM (${timers}) s WHERE s.number = t.lane AND s.id = t.id)`],
  ['runs of a state without their row', `SELECT s.name, s.instance ->> 'id' FROM (${instances}) s WHERE NOT EXISTS (SELECT 1 FROM instance i WHERE i.lane = s.number AND i.id = s.instance ->> 'id' AND i.journey = s.instance ->> 'journey')`],
  ['rows of runs that no state knows', `SELECT c.name, i.id FROM instance i JOIN ${customers} c ON c.number = i.lane WHERE NOT EXISTS (SELECT 1 FROM (${instances}) s WHERE s.number = i.lane AND s.instance ->> 'id' = i.id)`],
  ['identities of a customer that do not lead there', `SELECT c.name, n.value FROM ${customers} c, json_each(c.state, '$.identities') n WHERE c.state ->> 'mergedInto' IS NULL AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.lane = c.number AND i.identity = n.value)`],
];
