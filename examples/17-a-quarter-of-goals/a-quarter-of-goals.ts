/** Four goals of a quarter are judged at the end of each month: on track or at risk on the way, too few to say at first, and at the end two are achieved and two missed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { days } from 'throughline';
import { createInsight, defineGoal, defineInsight, judgeGoal, type SmartGoal } from 'throughline/insight';
import { collectReport, renderReport, toCsv } from 'throughline/report';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { begins, ends, liveDays } from './quarter.js';

// #region goals
const quarter = { from: begins, until: ends };
const goals: readonly SmartGoal[] = [
  defineGoal({ id: 'outages mended at once', figure: 'fcr', where: { intent: 'outage' }, baseline: 0.5, target: 0.7, ...quarter }),
  defineGoal({ id: 'answered within 20 seconds', figure: 'service-level.answered-in-time', baseline: 0.5, target: 0.75, ...quarter }),
  defineGoal({ id: 'fewer give up', figure: 'abandon-rate', baseline: 0.16, target: 0.08, ...quarter }),
  defineGoal({ id: 'customers say so', figure: 'csat', baseline: 0.6, target: 0.7, minimumSample: 40, ...quarter }),
];
// #endregion goals

const clock = createTestClock(begins);
const log = createMemoryData();
const rules = defineInsight({ recontactMs: days(3) });

async function readLog() {
  const store = createMemoryStore({ clock, data: log });
  await store.open({ worker: 'reader' });
  const insight = createInsight(rules);
  for (let after = 0; ;) {
    const { entries, next } = await store.scan(after, 1_000);
    insight.read(entries);
    after = next;
    if (entries.length > 0) continue;
    await store.close();
    return insight;
  }
}

const percent = (share: number | undefined): string => (share === undefined ? 'not known' : `${(100 * share).toFixed(0)} %`);
for (const [month, from, until] of [['January', 0, 31], ['February', 31, 59], ['March', 59, 90]] as const) {
  await liveDays(createMemoryStore({ clock, data: log }), clock, { from, until });
  const insight = await readLog();
  console.log(`at the end of ${month}`);
  for (const goal of goals) {
    const { status, figure, expected, because } = judgeGoal(insight, goal, clock.now());
    console.log(`  ${goal.id}: ${status}. ${percent(figure.value)}, by now it would be ${percent(expected)}; n ${figure.n}; ${because}`);
  }
}

// #region report
const data = collectReport(await readLog(), { title: 'A quarter of goals', now: clock.now(), ...quarter, goals });
// #endregion report
const page = renderReport(data);
console.log(`\nthe report is ${page.includes('<h2>Goals</h2>') ? 'a page that begins with the goals' : 'without goals'}; of its CSV`);
for (const line of toCsv(data).split('\r\n').filter((one) => one.includes('goal '))) console.log(`  ${line}`);
const [, , folder] = process.argv;
if (folder !== undefined) await writeFile(join(folder, 'goals.html'), page);
