import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineBench, toGoal, type Goal, type LineOf } from './bench.js';
import { parkJourneys, type Parked } from './park-journeys.js';
import type { ParkedFigures, ParkedTask } from './parked-process.js';

interface ParkedEffort { readonly journeys: number }
type ParkedLine = LineOf<ParkedEffort & Omit<Parked, 'file' | 'thousandDueAt'> & ParkedFigures>;

/** Journeys that wait in a file: what they cost on the disk, and a fresh process that opens it. */
export const parkedBench = defineBench<ParkedEffort, ParkedLine>({
  name: 'parked',
  quick: { journeys: 10_000 },
  full: { journeys: 1_000_000 },
  columns: [
    { title: 'journeys', width: 9, cell: (line) => String(line.journeys) },
    { title: 'timers', width: 9, cell: (line) => String(line.timers) },
    { title: 'made in s', width: 9, cell: (line) => line.makeSeconds.toFixed(0) },
    { title: 'bytes each', width: 10, cell: (line) => line.bytesPerJourney.toFixed(0) },
    { title: 'and its log', width: 11, cell: (line) => line.historyBytesPerJourney.toFixed(0) },
    { title: 'open ms', width: 8, cell: (line) => line.openMs.toFixed(0) },
    { title: 'first event ms', width: 14, cell: (line) => line.firstEventMs.toFixed(0) },
    { title: 'its CPU ms', width: 10, cell: (line) => line.firstEventCpuMs.toFixed(0) },
    { title: 'RSS MB', width: 7, cell: (line) => line.rssMb.toFixed(0) },
    { title: '1,000 due ms', width: 12, cell: (line) => line.dueMs.toFixed(1) },
  ],
  async *run({ journeys }, folder) {
    const { file, thousandDueAt, ...parked } = await parkJourneys(join(folder, 'parked.db'), journeys);
    // whose own delay is the last to be due
    const figures = await openAfresh({ file, customer: journeys - 1, thousandDueAt, spawnedAt: Date.now() });
    const line = { bench: 'parked', journeys, ...parked, eventsPerSecond: null, p50Ms: null, p99Ms: null, cpuUsPerEvent: null, ...figures, ratios: {} };
    yield { ...line, goals: goalsOf(line) };
  },
});

async function openAfresh(task: ParkedTask): Promise<ParkedFigures> {
  const script = fileURLToPath(new URL('./parked-process.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script, JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let figures: ParkedFigures | undefined;
  child.once('message', (told: ParkedFigures) => { figures = told; });
  const [code] = await once(child, 'exit');
  if (figures === undefined || code !== 0) throw new Error(`the process that opened the file ended with ${code}; what it said stands above`);
  return figures;
}

function goalsOf({ journeys, bytesPerJourney, rssMb, firstEventMs }: Omit<ParkedLine, 'goals'>): readonly Goal[] {
  const name = `${journeys} parked`;
  return [
    toGoal(`${name}: bytes on the disk each, the log apart`, 'at most', 2_048, bytesPerJourney),
    toGoal(`${name}: MB resident once the first event is served`, 'below', 300, rssMb),
    toGoal(`${name}: ms from the start of the process until then`, 'below', 2_000, firstEventMs),
  ];
}
