import { createInsight, defineInsight, measure, readLogItem, readPaths, type Insight, type LogItem } from 'throughline/insight';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { days } from 'throughline';
import { entriesOfAVisit, visit, writeVisits } from './insight-log.js';

export interface InsightTimes { readonly entries: number; readonly decodedPerSecond: number; readonly fromLogPerSecond: number; readonly figuresMs: number; /** of the decoded fold: what a crowded machine leaves nearly alone */ readonly cpuUsPerEvent: number }

const rules = defineInsight({ releases: [{ journey: 'care', version: 1, at: 0 }] });
const now = Date.UTC(2026, 1, 4);

/** Folds a log through all metrics, once decoded and once as it stands in a file, settling each day as a host would; asks at the end for every figure. */
export async function timeInsight({ file, entries }: { readonly file: string; readonly entries: number }): Promise<InsightTimes> {
  const visits = Math.ceil(entries / entriesOfAVisit);
  const decoded = timeDecoded(visits);
  await writeVisits(file, visits);
  const { perSecond, insight } = await timeFromLog(file, visits);
  const asked = performance.now();
  const [all] = measure(insight, { now });
  readPaths(insight, { now });
  const figuresMs = performance.now() - asked;
  if (all?.figures['csat.response-rate']?.n === undefined || insight.faults.unreadable + insight.faults.late > 0) throw new Error('not all of the log was counted');
  return { entries: visits * entriesOfAVisit, ...decoded, fromLogPerSecond: perSecond, figuresMs };
}

/** a chunk of the log is decoded first, and only the fold is timed: a million items at once would time the garbage */
const visitsAtOnce = 1_000;

function timeDecoded(visits: number): Pick<InsightTimes, 'decodedPerSecond' | 'cpuUsPerEvent'> {
  const insight = createInsight(rules);
  let [tookMs, cpuUs] = [0, 0];
  const timed = <T>(work: () => T): T => {
    const [began, before] = [performance.now(), process.cpuUsage()];
    const done = work();
    tookMs += performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    cpuUs += user + system;
    return done;
  };
  for (let n = 0; n < visits; n += visitsAtOnce) {
    const items = itemsOf(n, Math.min(n + visitsAtOnce, visits), visits);
    timed(() => {
      insight.take(items);
      insight.settle(items.at(-1)?.at ?? 0);
    });
  }
  const [all] = timed(() => measure(insight, { now }));
  if (all?.figures['first-response.median']?.n !== visits) throw new Error('not all visits were counted');
  const entries = visits * entriesOfAVisit;
  return { decodedPerSecond: (entries * 1_000) / tookMs, cpuUsPerEvent: cpuUs / entries };
}

function itemsOf(from: number, until: number, of: number): readonly LogItem[] {
  const items: LogItem[] = [];
  for (let n = from; n < until; n += 1) {
    visit(n, of).forEach((entry, index) => {
      const item = readLogItem({ ...entry, tenant: 'default', lane: `c${n}`, position: n * entriesOfAVisit + index + 1 }, rules);
      if (typeof item === 'object') items.push(item);
    });
  }
  return items;
}

async function timeFromLog(file: string, visits: number): Promise<{ readonly perSecond: number; readonly insight: Insight }> {
  const store = createSqliteStore({ file });
  await store.open({ worker: 'reader' });
  const insight = createInsight(rules);
  const began = performance.now();
  let settled = 0;
  for (let after = 0; ;) {
    const { entries, next } = await store.scan(after, 5_000);
    if (entries.length === 0) break;
    insight.read(entries);
    const at = entries.at(-1)?.at ?? 0;
    if (at - settled > days(1)) insight.settle(settled = at);
    after = next;
  }
  const tookMs = performance.now() - began;
  await store.close();
  return { perSecond: (visits * entriesOfAVisit * 1_000) / tookMs, insight };
}
