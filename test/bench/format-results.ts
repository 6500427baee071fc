import type { Case, Effort, Result } from './compare-competitors.js';

/** One line of `--json`. */
export interface BenchLine {
  readonly bench: 'durable-event';
  readonly competitor: string;
  readonly concurrency: number;
  /** milliseconds that a sync took longer than this disk needs */
  readonly syncMs: number;
  readonly rounds: number;
  readonly roundSeconds: number;
  readonly customers: number;
  /** asserted in the file: the journeys' own count of what they took in */
  readonly turns: number;
  readonly eventsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuUsPerEvent: number;
  readonly rssMb: number;
  /** null where it was not counted */
  readonly eventsPerSync: number | null;
  readonly ratios: Result['ratios'];
}

export function toLine({ competitor, figures, counted, ratios }: Result, { concurrency, syncMs }: Case, { rounds, roundSeconds }: Effort, eventsPerSync: number | undefined): BenchLine {
  const { customers, turns } = counted;
  return { bench: 'durable-event', competitor, concurrency, syncMs, rounds, roundSeconds, customers, turns, ...figures, eventsPerSync: eventsPerSync ?? null, ratios };
}

const columns: readonly { readonly title: string; readonly width: number; readonly cell: (line: BenchLine) => string }[] = [
  { title: 'at once', width: 7, cell: (line) => String(line.concurrency) },
  { title: 'sync', width: 7, cell: (line) => (line.syncMs === 0 ? 'disk' : `+${line.syncMs} ms`) },
  { title: 'competitor', width: 13, cell: (line) => line.competitor },
  { title: 'events/s', width: 9, cell: (line) => line.eventsPerSecond.toFixed(0) },
  { title: 'p50 ms', width: 8, cell: (line) => line.p50Ms.toFixed(2) },
  { title: 'p99 ms', width: 8, cell: (line) => line.p99Ms.toFixed(2) },
  { title: 'CPU us', width: 7, cell: (line) => line.cpuUsPerEvent.toFixed(0) },
  { title: 'RSS MB', width: 7, cell: (line) => line.rssMb.toFixed(0) },
  { title: 'events/sync', width: 12, cell: (line) => (line.eventsPerSync === null ? 'not counted' : line.eventsPerSync.toFixed(1)) },
  { title: 'to the loop', width: 12, cell: (line) => times(line.ratios['hand-written']?.eventsPerSecond) },
  { title: 'its CPU', width: 8, cell: (line) => times(line.ratios['hand-written']?.cpuUsPerEvent) },
];

const times = (ratio: number | undefined): string => (ratio === undefined ? '' : `${ratio.toFixed(2)}x`);

export const tableHead = (): string => columns.map(({ title, width }) => title.padStart(width)).join('  ');
export const tableRow = (line: BenchLine): string => columns.map(({ cell, width }) => cell(line).padStart(width)).join('  ');
