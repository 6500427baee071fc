import { createInsight, type Insight } from '../insight/create-insight.js';
import { dayOf } from '../insight/day-of.js';
import type { InsightDefinition } from '../insight/define-insight.js';
import { readLogItem } from '../insight/log/read-log-item.js';
import type { Store } from '../ports/store.js';
import { createLiveFigures, type LiveFigures } from './live-figures.js';

/** Where a day begins in the log: the last position before it. */
export type DayMark = readonly [day: number, position: number];

/** A log that is read on and on. */
export interface FollowedLog {
  readonly insight: Insight;
  readonly live: LiveFigures;
  /** reads what is new */
  readOn(): Promise<void>;
  /** the days that are still needed to begin anew at a moment */
  marks(now: number): readonly DayMark[];
}

/** Begins to follow a log at the mark from which on all that bears on `windowMs` lies behind it; from its beginning where there is none. */
export function followLog(store: Store, { rules, windowMs, marks: kept, now }: { readonly rules: InsightDefinition; readonly windowMs: number; readonly marks: readonly DayMark[]; readonly now: number }): FollowedLog {
  const [insight, live] = [createInsight(rules), createLiveFigures()];
  let marks = kept;
  let position = needed(kept, now - windowMs)[0]?.[1] ?? 0;
  return {
    insight, live,
    async readOn() {
      for (;;) {
        const { entries, next } = await store.scan(position, 1_000);
        if (entries.length === 0) break;
        for (const entry of entries) {
          if (dayOf(entry.at) > (marks.at(-1)?.[0] ?? -Infinity)) marks = [...marks, [dayOf(entry.at), entry.position - 1]];
          const item = entry.tenant === rules.tenant ? readLogItem(entry, rules) : undefined;
          if (typeof item !== 'object') continue;
          insight.take([item]);
          live.take(item);
        }
        position = next;
      }
      const at = await store.now();
      insight.settle(at);
      live.settle(at - windowMs);
    },
    marks: (at) => (marks = needed(marks, at - windowMs)),
  };
}

/** From the last mark that is not after a moment. */
function needed(marks: readonly DayMark[], since: number): readonly DayMark[] {
  const first = marks.findLastIndex(([day]) => day <= dayOf(since));
  return first <= 0 ? marks : marks.slice(first);
}
