import { defineBench, toGoal, type LineOf } from './bench.js';
import { timeBriefing, type BriefingTimes } from './time-briefing.js';

interface BriefingEffort { readonly interactions: number; readonly briefings: number }
type BriefingLine = LineOf<BriefingTimes & { /** of the customer, with half as many pages looked at */ readonly interactions: number; readonly store: 'sqlite' }>;

/** What a person needs before hello, of a customer with a long history. */
export const briefingBench = defineBench<BriefingEffort, BriefingLine>({
  name: 'briefing',
  quick: { interactions: 10_000, briefings: 50 },
  full: { interactions: 10_000, briefings: 500 },
  columns: [
    { title: 'interactions', width: 12, cell: (line) => String(line.interactions) },
    { title: 'p50 ms', width: 8, cell: (line) => line.p50Ms.toFixed(2) },
    { title: 'p99 ms', width: 8, cell: (line) => line.p99Ms.toFixed(2) },
    { title: 'worst ms', width: 8, cell: (line) => line.worstMs.toFixed(2) },
    { title: 'first ms', width: 8, cell: (line) => line.coldMs.toFixed(2) },
  ],
  async *run({ interactions, briefings }, folder) {
    const times = await timeBriefing({ folder, interactions, rounds: briefings });
    yield {
      bench: 'briefing', interactions, store: 'sqlite', eventsPerSecond: null, cpuUsPerEvent: null, rssMb: null, ratios: {}, ...times,
      goals: [toGoal('ms until a briefing is there, the middle one', 'below', 20, times.p50Ms)],
    };
  },
});
