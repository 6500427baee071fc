import { fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { assertEndState, type Counted } from './assert-end-state.js';
import type { Competitor, Course } from './competitor.js';
import { createHandWrittenLoop } from './hand-written-loop.js';
import type { Figures } from './measure.js';
import { createRawAppend } from './raw-append.js';
import { createThroughline } from './throughline.js';
import { enterAll, planTour, visitCustomers, type Tour } from './visit-customers.js';

/** Who takes part, by name. */
export const competitors: { readonly [name in CompetitorName]: (course: Course) => Competitor } = {
  throughline: createThroughline, 'hand-written': createHandWrittenLoop, 'raw-append': createRawAppend,
};
export type CompetitorName = 'throughline' | 'hand-written' | 'raw-append';

/** One competitor on one course, in a process of its own, so that its CPU and memory are nobody else's. */
export interface Entry {
  readonly competitor: CompetitorName;
  readonly concurrency: number;
  readonly customers: number;
  /** seconds of visits that nobody measures, for the compiler to know the code */
  readonly warmUpSeconds: number;
  /** how much longer a sync takes than this disk does, while it is measured */
  readonly syncMs: number;
  readonly folder: string;
}
/** What a process is asked, one after the other: to get ready, for some rounds, and to end. */
export type Ask = { readonly ask: 'prepare'; readonly entry: Entry } | { readonly ask: 'round'; readonly seconds: number } | { readonly ask: 'end' };
export type Answer = { readonly answer: 'prepared' } | { readonly answer: 'round'; readonly figures: Figures } | { readonly answer: 'ended'; readonly counted: Counted };

/** Says which calls of fsync belong to a round: it is synced itself, before and after. */
export const markName = 'round-mark';

interface Running { readonly entry: Entry; readonly competitor: Competitor; readonly tour: Tour; readonly mark: number; readonly disk: { slow: boolean } }

async function prepare(entry: Entry): Promise<Running> {
  const disk = { slow: false };
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  const afterSync = (): void => { if (disk.slow) Atomics.wait(asleep, 0, 0, entry.syncMs); };
  const competitor = competitors[entry.competitor]({ folder: entry.folder, afterSync });
  // many at once even where one at a time is measured: that many more events are seen before it begins
  const atOnce = Math.min(entry.customers, Math.max(entry.concurrency, 64));
  await enterAll(competitor, entry.customers, atOnce);
  const tour = planTour(entry.customers, entry.concurrency);
  await visitCustomers(competitor, { ...planTour(entry.customers, atOnce), stepsOf: tour.stepsOf }, entry.warmUpSeconds);
  return { entry, competitor, tour, mark: openSync(join(entry.folder, markName), 'a'), disk };
}

async function round({ entry, competitor, tour, mark, disk }: Running, seconds: number): Promise<Figures> {
  fsyncSync(mark);
  disk.slow = entry.syncMs > 0;
  const figures = await visitCustomers(competitor, tour, seconds);
  disk.slow = false;
  fsyncSync(mark);
  return figures;
}

async function answerTo(ask: Ask): Promise<Answer> {
  if (ask.ask === 'prepare') {
    running = await prepare(ask.entry);
    return { answer: 'prepared' };
  }
  if (running === undefined) throw new Error('the competitor was not prepared');
  if (ask.ask === 'round') return { answer: 'round', figures: await round(running, ask.seconds) };
  return { answer: 'ended', counted: assertEndState(await running.competitor.finish(running.entry.customers), running.tour.stepsOf) };
}

let running: Running | undefined;

process.on('message', (ask: Ask) => {
  void answerTo(ask).then((answer) => process.send?.(answer, () => { if (answer.answer === 'ended') process.disconnect(); }));
});
