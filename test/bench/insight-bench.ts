import { join } from 'node:path';
import { defineBench, toGoal, type LineOf } from './bench.js';
import { timeInsight, type InsightTimes } from './time-insight.js';

interface InsightEffort { readonly entries: number }
type InsightLine = LineOf<InsightTimes & { readonly store: 'sqlite' }>;

/** How long it takes to know how well customers are helped: a log through all metrics together. */
export const insightBench = defineBench<InsightEffort, InsightLine>({
  name: 'insight',
  quick: { entries: 20_000 },
  full: { entries: 1_000_000 },
  columns: [
    { title: 'entries', width: 9, cell: (line) => String(line.entries) },
    { title: 'decoded/s', width: 10, cell: (line) => String(Math.round(line.decodedPerSecond)) },
    { title: 'CPU us', width: 7, cell: (line) => line.cpuUsPerEvent?.toFixed(2) ?? '' },
    { title: 'from log/s', width: 10, cell: (line) => String(Math.round(line.fromLogPerSecond)) },
    { title: 'figures ms', width: 10, cell: (line) => line.figuresMs.toFixed(0) },
    { title: 'MB', width: 6, cell: (line) => String(Math.round(line.rssMb ?? 0)) },
  ],
  async *run({ entries }, folder) {
    const times = await timeInsight({ file: join(folder, 'journeys.db'), entries });
    yield {
      bench: 'insight', store: 'sqlite', ...times, eventsPerSecond: times.fromLogPerSecond, p50Ms: null, p99Ms: null, rssMb: process.memoryUsage().rss / 1_048_576, ratios: {},
      goals: [
        toGoal('decoded entries a second through all metrics', 'at least', 200_000, times.decodedPerSecond),
        toGoal('entries a second from the log of a file', 'at least', 40_000, times.fromLogPerSecond),
      ],
    };
  },
});
