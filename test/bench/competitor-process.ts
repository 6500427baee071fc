import { fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { assertEndState, type Counted } from './assert-end-state.js';
import type { Competitor, Course, SharedDatabase } from './competitor.js';
import { createHandWrittenOnServer } from './hand-written-on-server.js';
import { createHandWrittenWithOutbox } from './hand-written-with-outbox.js';
import { createHandWrittenLoop } from './hand-written-loop.js';
import { createRawAppend } from './raw-append.js';
import { createThroughline } from './throughline.js';
import { createThroughlineOnServer } from './throughline-on-server.js';
import { enterAll, planTour, visitCustomers, type Round, type Tour } from './visit-customers.js';

/** Who takes part, by name. */
export const competitors: { readonly [name in CompetitorName]: (course: Course) => Competitor | Promise<Competitor> } = {
  throughline: createThroughline, 'hand-written': createHandWrittenLoop, 'raw-append': createRawAppend,
  'throughline, server': createThroughlineOnServer, 'hand-written, server': createHandWrittenOnServer,
  'with outbox, server': createHandWrittenWithOutbox,
};
export type CompetitorName = 'throughline' | 'hand-written' | 'raw-append' | 'throughline, server' | 'hand-written, server' | 'with outbox, server';

/** One competitor, in a process of its own, so that its CPU and memory are nobody else's. */
export interface Entry {
  readonly competitor: CompetitorName;
  readonly customers: number;
  /** seconds of visits that nobody measures, for the compiler to know the code */
  readonly warmUpSeconds: number;
  readonly folder: string;
  readonly database?: SharedDatabase;
}
/** What a round is like, for every competitor alike. */
export interface Terms {
  readonly seconds: number;
  /** customers at once */
  readonly concurrency: number;
  /** how much longer a sync takes than this disk does */
  readonly syncMs: number;
}
/** What a process is asked, one after the other: to get ready, for some rounds, and to end. */
export type Ask = { readonly ask: 'prepare'; readonly entry: Entry } | { readonly ask: 'round'; readonly terms: Terms } | { readonly ask: 'end' };
export type Answer = { readonly answer: 'prepared' } | { readonly answer: 'round'; readonly round: Round } | { readonly answer: 'ended'; readonly counted: Counted };

/** Says which calls of fsync belong to a round: it is synced itself, before and after. */
export const markName = 'round-mark';

interface Running { readonly entry: Entry; readonly competitor: Competitor; readonly mark: number; readonly disk: { syncMs: number }; tour: Tour }

async function prepare(entry: Entry): Promise<Running> {
  const disk = { syncMs: 0 };
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  const afterSync = (): void => { if (disk.syncMs > 0) Atomics.wait(asleep, 0, 0, disk.syncMs); };
  const competitor = await competitors[entry.competitor]({ folder: entry.folder, afterSync, ...(entry.database !== undefined && { database: entry.database }) });
  await enterAll(competitor, entry.customers, Math.min(entry.customers, enteringAtOnce));
  const tour = planTour(entry.customers, Math.min(entry.customers, visitingAtOnce));
  await visitCustomers(competitor, tour, entry.warmUpSeconds);
  return { entry, competitor, tour, mark: openSync(join(entry.folder, markName), 'a'), disk };
}

const enteringAtOnce = 1_024;
// for warming up: many even where one at a time is measured, so that more events are seen before it begins
const visitingAtOnce = 64;

async function round(running: Running, { seconds, concurrency, syncMs }: Terms): Promise<Round> {
  const { competitor, mark, disk } = running;
  if (running.tour.at.length !== concurrency) running.tour = planTour(running.entry.customers, concurrency, running.tour);
  fsyncSync(mark);
  disk.syncMs = syncMs;
  const measured = await visitCustomers(competitor, running.tour, seconds);
  disk.syncMs = 0;
  fsyncSync(mark);
  return measured;
}

async function answerTo(ask: Ask): Promise<Answer> {
  if (ask.ask === 'prepare') {
    running = await prepare(ask.entry);
    return { answer: 'prepared' };
  }
  if (running === undefined) throw new Error('the competitor was not prepared');
  if (ask.ask === 'round') return { answer: 'round', round: await round(running, ask.terms) };
  return { answer: 'ended', counted: assertEndState(await running.competitor.finish(running.entry.customers), running.tour.stepsOf) };
}

let running: Running | undefined;

// also where whoever started this process failed and is gone
process.on('disconnect', () => process.exit());
process.on('message', (ask: Ask) => {
  void answerTo(ask).then((answer) => process.send?.(answer, () => { if (answer.answer === 'ended') process.disconnect(); }));
});
