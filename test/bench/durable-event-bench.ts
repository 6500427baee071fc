import { defineBench, toGoal, type Goal, type LineOf } from './bench.js';
import { gatherField, type Case, type Effort, type Result } from './compare-competitors.js';
import type { CompetitorName } from './competitor-process.js';
import { countSyncs, type Syncs } from './count-syncs.js';
import { settleAll } from './settle-all.js';

type DurableEventEffort = Omit<Effort, 'folder'> & {
  /** customers at once, one case each */
  readonly concurrency: readonly number[];
  /** how much longer than this disk a slow one takes for a sync */
  readonly slowSyncMs: number;
  /** of the rounds in which calls of fsync are counted, 0 for none */
  readonly countSeconds: number;
};

export type DurableEventLine = LineOf<{
  readonly competitor: CompetitorName;
  readonly concurrency: number;
  /** milliseconds that a sync took longer than this disk needs */
  readonly syncMs: number;
  readonly customers: number;
  readonly rounds: number;
  readonly roundSeconds: number;
  /** counted in a run of its own; null where it was not counted */
  readonly syncs: Syncs | null;
  readonly syncsPerEvent: number | null;
  readonly ratios: Result['ratios'];
}>;

const everybody: readonly CompetitorName[] = ['throughline', 'hand-written', 'raw-append'];

/** From `accept` to its acknowledgement, beside what one would write by hand and what the disk allows. */
export const durableEventBench = defineBench<DurableEventEffort, DurableEventLine>({
  name: 'durable-event',
  quick: { customers: 6_000, concurrency: [1, 256], slowSyncMs: 1, rounds: 3, roundSeconds: 0.3, warmUpSeconds: 0.8, countSeconds: 0.4 },
  full: { customers: 200_000, concurrency: [1, 256], slowSyncMs: 1, rounds: 5, roundSeconds: 3, warmUpSeconds: 5, countSeconds: 1 },
  columns: [
    { title: 'at once', width: 7, cell: (line) => String(line.concurrency) },
    { title: 'customers', width: 9, cell: (line) => String(line.customers) },
    { title: 'sync', width: 7, cell: (line) => (line.syncMs === 0 ? 'disk' : `+${line.syncMs} ms`) },
    { title: 'competitor', width: 13, cell: (line) => line.competitor },
    { title: 'events/s', width: 9, cell: (line) => figure(line.eventsPerSecond, 0) },
    { title: 'p50 ms', width: 8, cell: (line) => figure(line.p50Ms, 2) },
    { title: 'p99 ms', width: 8, cell: (line) => figure(line.p99Ms, 2) },
    { title: 'CPU us', width: 7, cell: (line) => figure(line.cpuUsPerEvent, 0) },
    { title: 'RSS MB', width: 7, cell: (line) => figure(line.rssMb, 0) },
    { title: 'syncs/event', width: 11, cell: (line) => figure(line.syncsPerEvent, 4) },
    { title: 'to the loop', width: 11, cell: (line) => times(line.ratios['hand-written']?.eventsPerSecond) },
    { title: 'its CPU', width: 8, cell: (line) => times(line.ratios['hand-written']?.cpuUsPerEvent) },
  ],
  async *run(effort, folder) {
    const counted = effort.countSeconds > 0 ? await countAll(effort, folder) : new Map<CompetitorName, undefined>();
    const field = await gatherField(everybody, { ...effort, folder });
    for (const one of toCases(effort)) {
      for (const result of await field.compare(one)) yield toLine(result, one, effort, counted.get(result.competitor)?.get(one.concurrency));
    }
    await field.end();
  },
});

async function countAll({ concurrency, countSeconds }: DurableEventEffort, folder: string): Promise<ReadonlyMap<CompetitorName, ReadonlyMap<number, Syncs> | undefined>> {
  const customers = 4 * Math.max(...concurrency);
  return new Map(await settleAll(everybody.map(async (name) => [name, await countSyncs(name, { concurrency, customers, seconds: countSeconds, folder })] as const)));
}

/** A slow disk is what one without a cache of its own would be; the raw file shows nothing there but the wait. */
function toCases({ concurrency, slowSyncMs }: DurableEventEffort): readonly Case[] {
  return [
    ...concurrency.map((atOnce) => ({ concurrency: atOnce, syncMs: 0, competitors: everybody })),
    ...concurrency.map((atOnce) => ({ concurrency: atOnce, syncMs: slowSyncMs, competitors: everybody.slice(0, 2) })),
  ];
}

function toLine({ competitor, figures, ratios }: Result, { concurrency, syncMs }: Case, { customers, rounds, roundSeconds }: DurableEventEffort, counted: Syncs | undefined): DurableEventLine {
  // a slower disk is asked as often
  const syncs = syncMs === 0 ? counted ?? null : null;
  const syncsPerEvent = syncs === null ? null : (syncs.commits + syncs.checkpoints) / syncs.events;
  const line = { bench: 'durable-event', competitor, concurrency, syncMs, customers, rounds, roundSeconds, ...figures, syncs, syncsPerEvent, ratios };
  return { ...line, goals: competitor === 'throughline' ? goalsOf(line) : [] };
}

/** What was promised of one at a time, of very many, and of very many on a slow disk. */
function goalsOf({ concurrency, syncMs, ratios, p99Ms, syncs, syncsPerEvent }: Omit<DurableEventLine, 'goals'>): readonly Goal[] {
  const loop = ratios['hand-written'];
  const name = `${concurrency} at once${syncMs > 0 ? `, a sync ${syncMs} ms slower` : ''}`;
  const faster = (limit: number): Goal => toGoal(`${name}: events a second, times the loop's`, 'at least', limit, loop?.eventsPerSecond ?? null);
  if (concurrency === 1) return syncMs > 0 ? [] : [faster(1.3), toGoal(`${name}: fsyncs of an event, checkpoints apart`, 'exactly', 1, syncs === null ? null : syncs.commits / syncs.events)];
  if (concurrency < manyAtOnce) return [];
  if (syncMs > 0) return [faster(10)];
  return [
    faster(4),
    toGoal(`${name}: CPU of an event, times the loop's`, 'at most', 1 / 2.5, loop?.cpuUsPerEvent ?? null),
    toGoal(`${name}: fsyncs of an event, all counted`, 'at most', 1 / 16, syncsPerEvent),
    toGoal(`${name}: ms until durable, for all but one in a hundred`, 'below', 50, p99Ms),
  ];
}

const manyAtOnce = 256;
const figure = (value: number | null, digits: number): string => (value === null ? '' : value.toFixed(digits));
const times = (ratio: number | undefined): string => (ratio === undefined ? '' : `${ratio.toFixed(2)}x`);
