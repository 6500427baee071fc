import { days } from 'throughline';
import { createInsight, defineAlert, defineGoal, defineInsight, followAlert, gapMatrix, judgeGoal, measure, quietAlert, readPaths, type AlertState, type Insight, type InsightState } from 'throughline/insight';
import type { Store } from 'throughline/ports';
import { collectReport } from 'throughline/report';
import { care } from './care.js';

// #region read
const rules = defineInsight({
  releases: [{ journey: 'care', version: 1, at: Date.UTC(2026, 0, 1) }],
  // who came back within three days was not helped
  recontactMs: days(3),
});

/** Reads what is new in the log since the last time; the position and the state are kept where the host keeps its things. */
export async function readOn(store: Store, { position, state }: { readonly position: number; readonly state?: InsightState }): Promise<{ readonly position: number; readonly state: InsightState; readonly insight: Insight }> {
  const insight = createInsight(rules, state);
  for (let after = position; ;) {
    const { entries, next } = await store.scan(after, 1_000);
    if (entries.length === 0) {
      insight.settle(await store.now());
      return { position: after, state: insight.save(), insight };
    }
    insight.read(entries);
    after = next;
  }
}
// #endregion read

// #region measure
export const byIntent = (insight: Insight, now: number) => measure(insight, {
  now, by: ['intent'],
  figures: ['first-response.median', 'fcr', 'resolution', 'containment', 'automation', 'effort'],
});
// #endregion measure

// #region gaps
export const mismatches = (insight: Insight, now: number) => gapMatrix(insight, { now, costRecontact: 650, effortPenalty: 200 });
// #endregion gaps

// #region paths
export const ways = (insight: Insight, now: number) => readPaths(insight, { now, where: { journey: 'care', version: 1 } });
// #endregion paths

// #region goal
export const goal = defineGoal({
  id: 'outages solved at once', figure: 'fcr', where: { intent: 'outage' }, baseline: 0.5, target: 0.8,
  from: Date.UTC(2026, 2, 1), until: Date.UTC(2026, 4, 31), minimumSample: 30,
});
export const standing = (insight: Insight, now: number) => judgeGoal(insight, goal, now);
// #endregion goal

// #region alert
const queueTooSlow = defineAlert({ id: 'queue too slow', when: 'below', threshold: 0.5, clear: 0.7, holdMs: days(1) });

/** One look a day; `before` is what the look of yesterday left. */
export function lookAt(insight: Insight, now: number, before: AlertState = quietAlert) {
  const [row] = measure(insight, { now, from: now - days(7), figures: ['service-level.answered-in-time'] });
  const value = row?.figures['service-level.answered-in-time']?.value;
  return followAlert(queueTooSlow, before, { at: now, ...(value !== undefined && { value }) });
}
// #endregion alert

// #region report
export const report = (insight: Insight, now: number) => collectReport(insight, {
  title: 'A month of care', now, gaps: { costRecontact: 650, effortPenalty: 200 }, journey: { id: 'care', version: 1, definition: care },
});
// #endregion report
