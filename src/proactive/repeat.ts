import type { AnyJourney } from '../journey/journey.js';
import { days } from '../model/duration.js';
import { JourneyError } from '../errors/index.js';
import { insideOf, type Inside } from '../orchestrator/inside.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import { sleep } from '../orchestrator/sleep.js';
import { nextLocalTime, type LocalTime } from '../policy/time/next-local-time.js';
import { createProgress, type Progress } from './progress.js';

/** Work that comes again by the clock on a wall: a scheduled or recurring audience (care-rules 2.1 A). */
export interface Recurrence {
  /** unique in the store */
  readonly name: string;
  readonly at: LocalTime;
  /** what to do; called again, with the same id, where it threw or its process died before it had ended */
  readonly run: (occurrence: Occurrence) => Promise<void>;
  /** how long after a failure it is tried again, milliseconds, a day at most; 60,000 */
  readonly retryAfterMs?: number;
}
/** One time it comes. */
export interface Occurrence { /** `<name>@<time>`, the same at every try */ readonly id: string; /** epoch milliseconds */ readonly at: number; readonly signal: AbortSignal }
/** A recurrence at work; it ends with its host at the latest. */
export interface Repeating {
  /** takes it back; may be called twice, and resolves when nothing of it runs any more */
  close(): Promise<void>;
}

/**
 * Does something again and again by the clock on a wall, from now on or from where an earlier process left it: what came due while nobody was there is
 * done once, for the last time it came due. Several processes may do the same occurrence at one time, so give its id on: to `announce`, which tells
 * everybody once. What `run` throws is told as `fault`. InvalidOptions, InvalidTimeZone.
 */
export function repeat<J extends readonly AnyJourney[]>(host: Orchestrator<J>, recurrence: Recurrence): Repeating {
  const inside = insideOf(host);
  const { runtime } = inside.parts;
  if (typeof recurrence.name !== 'string' || recurrence.name === '' || typeof recurrence.run !== 'function') throw new JourneyError('InvalidOptions', "A recurrence has a name and a function 'run'.", { path: 'name' });
  checkWait(recurrence.retryAfterMs ?? retryAfterMs);
  // a wrong time is told at once, not when it comes
  nextLocalTime(recurrence.at, runtime.clock.now());
  const closing = new AbortController();
  // nothing of it may outlive its host
  const ending = AbortSignal.any([closing.signal, inside.parts.leaving.signal]);
  const running = work(inside, recurrence, ending).catch((error: unknown) => tellFault(inside, recurrence, error));
  return { close: () => { closing.abort(); return running; } };
}

const retryAfterMs = 60_000;

function checkWait(ms: unknown): void {
  if (!(typeof ms === 'number' && ms > 0 && ms <= days(1))) throw new JourneyError('InvalidOptions', 'A recurrence that failed is tried again after a time in milliseconds above 0, a day at most.', { path: 'retryAfterMs' });
}

interface Done { readonly last: number }

async function work(inside: Inside, recurrence: Recurrence, signal: AbortSignal): Promise<void> {
  const { clock } = inside.parts.runtime;
  const progress = createProgress<Done>(inside.parts.runtime, 'recurrence', [recurrence.name]);
  let last: number | undefined;
  while (!signal.aborted) {
    try {
      last ??= await begin(inside, progress);
      const at = latestDue(recurrence.at, last, clock.now());
      // a wait of the clock is at most 24 days long, and who sets the clock is to be noticed
      if (at > clock.now()) await sleep(clock, Math.min(at - clock.now(), days(1)), signal);
      else last = await perform({ inside, recurrence, progress, signal }, at);
    } catch (error) {
      if (signal.aborted) return;
      tellFault(inside, recurrence, error);
      await sleep(clock, recurrence.retryAfterMs ?? retryAfterMs, signal);
    }
  }
}

/** Nothing is due before it was first begun. */
function begin(inside: Inside, progress: Progress<Done>): Promise<number> {
  return inside.ready(async () => {
    const known = await progress.read();
    const last = known?.last ?? inside.parts.runtime.clock.now();
    if (known === undefined) await progress.save({ last });
    return last;
  });
}

/** The last time it came due after `last`, or, where none did yet, the next time. */
function latestDue(at: LocalTime, last: number, now: number): number {
  let due = nextLocalTime(at, last);
  // of many weeks in which nobody was there, only the end is gone through
  if (now - due > days(8)) due = nextLocalTime(at, now - days(8));
  for (let next = nextLocalTime(at, due); next <= now; next = nextLocalTime(at, next)) due = next;
  return due;
}

async function perform({ inside, recurrence, progress, signal }: { readonly inside: Inside; readonly recurrence: Recurrence; readonly progress: Progress<Done>; readonly signal: AbortSignal }, at: number): Promise<number> {
  await recurrence.run({ id: `${recurrence.name}@${new Date(at).toISOString()}`, at, signal });
  await inside.ready(() => progress.save({ last: at }));
  return at;
}

function tellFault({ parts }: Inside, { name }: Recurrence, error: unknown): void {
  parts.runtime.tell('fault', { where: `recurrence '${name}'`, code: JourneyError.is(error) ? error.code : 'Unknown', error });
}
