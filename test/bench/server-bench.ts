import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defineBench, toGoal, type Goal, type LineOf } from './bench.js';
import { gatherField, type Effort, type Result } from './compare-competitors.js';
import type { CompetitorName } from './competitor-process.js';
import { median, medianFigures, type Figures } from './measure.js';
import { settleAll } from './settle-all.js';
import { startCompetitor } from './start-competitor.js';
import { startDatabases, type BenchDatabases } from './start-databases.js';

interface ServerEffort extends Omit<Effort, 'folder' | 'databaseOf'> {
  /** customers at once, one case each */
  readonly concurrency: readonly number[];
  /** processes of the library on one database, one case each, with the most customers at once in all */
  readonly processes: readonly number[];
}
export type ServerLine = LineOf<{
  readonly competitor: CompetitorName;
  readonly processes: number;
  readonly concurrency: number;
  readonly customers: number;
  readonly ratios: Result['ratios'];
  /** events a second, times those of one process */
  readonly growth: number | null;
}>;

const [library, loop, outbox] = ['throughline, server', 'hand-written, server', 'with outbox, server'] as const;
const competitors = [library, loop, outbox] as const;

/** The durable event on a PostgreSQL server: beside what one would write by hand, with as little as it takes and with as much as the library
 * keeps; and by one, two and four processes. */
export const serverBench = defineBench<ServerEffort, ServerLine>({
  name: 'server',
  inQuick: false,
  quick: { customers: 2_000, concurrency: [1, 16, 256], processes: [1, 2], rounds: 1, roundSeconds: 1, warmUpSeconds: 1 },
  full: { customers: 20_000, concurrency: [1, 16, 256], processes: [1, 2, 4], rounds: 5, roundSeconds: 3, warmUpSeconds: 5 },
  columns: [
    { title: 'processes', width: 9, cell: (line) => String(line.processes) },
    { title: 'at once', width: 7, cell: (line) => String(line.concurrency) },
    { title: 'customers', width: 9, cell: (line) => String(line.customers) },
    { title: 'competitor', width: 20, cell: (line) => line.competitor },
    { title: 'events/s', width: 9, cell: (line) => (line.eventsPerSecond ?? NaN).toFixed(0) },
    { title: 'p50 ms', width: 8, cell: (line) => (line.p50Ms ?? NaN).toFixed(2) },
    { title: 'p99 ms', width: 8, cell: (line) => (line.p99Ms ?? NaN).toFixed(2) },
    { title: 'CPU us', width: 7, cell: (line) => (line.cpuUsPerEvent ?? NaN).toFixed(0) },
    { title: 'to the loop', width: 11, cell: (line) => times(line.ratios[loop]?.eventsPerSecond ?? null) },
    { title: 'to the outbox', width: 13, cell: (line) => times(line.ratios[outbox]?.eventsPerSecond ?? null) },
    { title: 'to one process', width: 14, cell: (line) => times(line.growth) },
  ],
  async *run(effort, folder) {
    const server = await startDatabases();
    try {
      yield* compare(server, effort, folder);
      yield* grow(server, effort, folder);
    } finally {
      await server.remove();
    }
  },
});

async function* compare(server: BenchDatabases, effort: ServerEffort, folder: string): AsyncGenerator<ServerLine> {
  const urls = new Map<CompetitorName, string>();
  for (const competitor of competitors) urls.set(competitor, await server.newDatabase());
  const field = await gatherField(competitors, { ...effort, folder, databaseOf: (competitor) => ({ url: urls.get(competitor) ?? '', group: '' }) });
  for (const concurrency of effort.concurrency) {
    for (const { competitor, figures, ratios } of await field.compare({ concurrency, syncMs: 0, competitors })) {
      const line = { bench: 'server', competitor, processes: 1, concurrency, customers: effort.customers, ...figures, ratios, growth: null };
      yield { ...line, goals: competitor === library ? goalsOf(line) : [] };
    }
  }
  await field.end();
}

/** The same customers at once in all, led by one process, by two, by four; in the end each customer must be where their events lead. */
async function* grow(server: BenchDatabases, effort: ServerEffort, folder: string): AsyncGenerator<ServerLine> {
  const atOnce = Math.max(...effort.concurrency);
  let alone: number | undefined;
  for (const processes of effort.processes) {
    const [url, customers, concurrency] = [await server.newDatabase(), Math.ceil(effort.customers / processes), Math.ceil(atOnce / processes)];
    const started = await settleAll(Array.from({ length: processes }, async (_, n) => {
      const own = join(folder, `process-${processes}-${n}`);
      await mkdir(own, { recursive: true });
      return startCompetitor({ competitor: library, customers, warmUpSeconds: effort.warmUpSeconds, folder: own, database: { url, group: `${n}-` } });
    }));
    const rounds: Figures[] = [];
    for (let round = 0; round < effort.rounds; round += 1) rounds.push(together(await settleAll(started.map((one) => one.round({ seconds: effort.roundSeconds, concurrency, syncMs: 0 })))));
    await settleAll(started.map((one) => one.end()));
    const figures = medianFigures(rounds);
    alone ??= figures.eventsPerSecond;
    yield { bench: 'server', competitor: library, processes, concurrency: atOnce, customers: effort.customers, ...figures, ratios: {}, growth: figures.eventsPerSecond / alone, goals: [] };
  }
}

/** What processes did side by side: their events add up, and a customer waits as long as the slowest lets them. */
function together(figures: readonly Figures[]): Figures {
  const most = (pick: (one: Figures) => number): number => Math.max(...figures.map(pick));
  return {
    eventsPerSecond: figures.reduce((sum, one) => sum + one.eventsPerSecond, 0),
    p50Ms: median(figures.map(({ p50Ms }) => p50Ms)), p99Ms: most(({ p99Ms }) => p99Ms),
    cpuUsPerEvent: median(figures.map(({ cpuUsPerEvent }) => cpuUsPerEvent)), rssMb: most(({ rssMb }) => rssMb),
  };
}

function goalsOf({ concurrency, ratios }: Omit<ServerLine, 'goals'>): readonly Goal[] {
  const faster = (limit: number): Goal => toGoal(`${concurrency} at once on a server: events a second, times the loop's`, 'at least', limit, ratios[loop]?.eventsPerSecond ?? null);
  return concurrency === 1 ? [] : [faster(concurrency <= sixteen ? 3 : 10)];
}

const sixteen = 16;
const times = (ratio: number | null): string => (ratio === null ? '' : `${ratio.toFixed(2)}x`);
