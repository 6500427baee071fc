import { defineBench, toGoal, type Goal, type LineOf } from './bench.js';
import { compareCompetitors, type Case, type Effort, type Result } from './compare-competitors.js';
import { countSyncs } from './count-syncs.js';

type DurableEventEffort = Omit<Effort, 'folder'> & { /** customers at once */ readonly concurrency: readonly number[] };

export type DurableEventLine = LineOf<{
  readonly competitor: string;
  readonly concurrency: number;
  /** milliseconds that a sync took longer than this disk needs */
  readonly syncMs: number;
  readonly rounds: number;
  readonly roundSeconds: number;
  readonly customers: number;
  /** asserted in the file: the journeys' own count of what they took in */
  readonly turns: number;
  /** null where it was not counted */
  readonly eventsPerSync: number | null;
  readonly ratios: Result['ratios'];
}>;

const everybody = ['throughline', 'hand-written', 'raw-append'] as const;

/** From `accept` to its acknowledgement, beside what one would write by hand and what the disk allows. */
export const durableEventBench = defineBench<DurableEventEffort, DurableEventLine>({
  name: 'durable-event',
  quick: { customers: 128, concurrency: [1, 64, 256], rounds: 3, roundSeconds: 0.4, warmUpSeconds: 1 },
  full: { customers: 10_000, concurrency: [1, 64, 256], rounds: 5, roundSeconds: 3, warmUpSeconds: 5 },
  columns: [
    { title: 'at once', width: 7, cell: (line) => String(line.concurrency) },
    { title: 'sync', width: 7, cell: (line) => (line.syncMs === 0 ? 'disk' : `+${line.syncMs} ms`) },
    { title: 'competitor', width: 13, cell: (line) => line.competitor },
    { title: 'events/s', width: 9, cell: (line) => figure(line.eventsPerSecond, 0) },
    { title: 'p50 ms', width: 8, cell: (line) => figure(line.p50Ms, 2) },
    { title: 'p99 ms', width: 8, cell: (line) => figure(line.p99Ms, 2) },
    { title: 'CPU us', width: 7, cell: (line) => figure(line.cpuUsPerEvent, 0) },
    { title: 'RSS MB', width: 7, cell: (line) => figure(line.rssMb, 0) },
    { title: 'events/sync', width: 12, cell: (line) => figure(line.eventsPerSync, 1) },
    { title: 'to the loop', width: 12, cell: (line) => times(line.ratios['hand-written']?.eventsPerSecond) },
    { title: 'its CPU', width: 8, cell: (line) => times(line.ratios['hand-written']?.cpuUsPerEvent) },
  ],
  async *run(effort, folder) {
    for (const one of toCases(effort.concurrency)) {
      const results = await compareCompetitors(one, { ...effort, folder });
      // a slower disk is asked as often
      const syncs = one.syncMs > 0 ? [] : await Promise.all(results.map(({ competitor }) => countSyncs(competitor, one.concurrency, folder)));
      for (const [i, result] of results.entries()) yield toLine(result, one, effort, syncs[i] ?? null);
    }
  },
});

function toCases(concurrency: readonly number[]): readonly Case[] {
  return [
    ...concurrency.map((atOnce) => ({ concurrency: atOnce, syncMs: 0, competitors: everybody })),
    // what a disk without a cache of its own would show
    ...[...new Set([concurrency[0] ?? 1, concurrency.at(-1) ?? 1])].map((atOnce) => ({ concurrency: atOnce, syncMs: 1, competitors: everybody.slice(0, 2) })),
  ];
}

function toLine({ competitor, figures, counted, ratios }: Result, { concurrency, syncMs }: Case, { rounds, roundSeconds }: DurableEventEffort, eventsPerSync: number | null): DurableEventLine {
  const { customers, turns } = counted;
  const line = { bench: 'durable-event', competitor, concurrency, syncMs, rounds, roundSeconds, customers, turns, ...figures, eventsPerSync, ratios };
  return { ...line, goals: competitor === 'throughline' ? goalsOf(line) : [] };
}

function goalsOf({ concurrency, syncMs, ratios }: Omit<DurableEventLine, 'goals'>): readonly Goal[] {
  if (concurrency === 1 && syncMs === 0) return [toGoal("1 at once: times the loop's events a second", 'at least', 1.3, ratios['hand-written']?.eventsPerSecond ?? null)];
  return [];
}

const figure = (value: number | null, digits: number): string => (value === null ? 'not counted' : value.toFixed(digits));
const times = (ratio: number | undefined): string => (ratio === undefined ? '' : `${ratio.toFixed(2)}x`);
