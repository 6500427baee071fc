/** A month of customers is lived on the library, and read from its log: how well they were helped, what to mend first, which ways they went, and whether the goal will be reached. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { days } from 'throughline';
import type { Figure } from 'throughline/insight';
import { renderReport, toCsv } from 'throughline/report';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { byIntent, lookAt, mismatches, readOn, report, standing, ways } from './figures.js';
import { begins, liveAMonth } from './month.js';

const clock = createTestClock(begins);
const log = createMemoryData();
await liveAMonth(createMemoryStore({ clock, data: log }), clock);

const store = createMemoryStore({ clock, data: log });
await store.open({ worker: 'report' });
const { insight, position } = await readOn(store, { position: 0 });
const now = begins + days(31);
console.log(`read to position ${position}; ${insight.faults.late} late, ${insight.faults.unreadable} unreadable`);

const inUnit = (value: number, unit: Figure['unit']): string => (unit === 'share' ? `${(100 * value).toFixed(1)} %` : unit === 'ms' ? `${(value / 1_000).toFixed(0)} s` : value.toFixed(2));
function say({ value, from, until, unit, n, pending, flags }: Figure): string {
  if (value === undefined) return `not known (${pending} pending)`;
  const interval = from === undefined || until === undefined ? '' : ` (${inUnit(from, unit)} to ${inUnit(until, unit)})`;
  return `${inUnit(value, unit)}${interval}, n ${n}${pending > 0 ? `, ${pending} pending` : ''}${flags.includes('young') ? ', young' : ''}`;
}

for (const { cut, figures } of byIntent(insight, now)) {
  console.log(`\n${String(cut.intent ?? 'no known intent')}`);
  for (const [name, figure] of Object.entries(figures)) console.log(`  ${name.padEnd(22)} ${say(figure)}`);
}

console.log('\nwhat to mend first');
for (const { intent, channel, volume, success, opportunity } of mismatches(insight, now)) console.log(`  ${intent} on ${channel}: ${volume} contacts, solved ${say(success)}; worth ${((opportunity ?? 0) / 100).toFixed(0)}`);

console.log('\nwhere runs went');
for (const { state, visited, left, dwell } of ways(insight, now).states) console.log(`  ${state.padEnd(14)} ${say(visited)}; left here ${say(left)}; stayed ${say(dwell)}`);

const { status, because, figure, expected } = standing(insight, now);
console.log(`\ngoal: ${status}, ${because} (${inUnit(expected, figure.unit)} by now); ${say(figure)}`);
console.log(`alert: ${lookAt(insight, now).news ?? 'quiet'}`);

// #region files
const data = report(insight, now);
const files = { 'care.json': JSON.stringify(data), 'care.csv': toCsv(data), 'care.html': renderReport(data) };
// #endregion files
console.log(`\nthe report: ${Object.keys(files).join(', ')}; of the CSV`);
for (const line of files['care.csv'].split('\r\n').filter((one) => one.includes('outage,chat') && /,(fcr|resolution),/.test(one))) console.log(`  ${line}`);
const [, , folder] = process.argv;
if (folder !== undefined) await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
await store.close();
