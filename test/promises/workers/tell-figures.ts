import { putInReport } from '../in-report.js';
import type { Figures } from './work-through.js';

/** Says what a run came to: a proof that says nothing but that it passed cannot be weighed. */
export function tellFigures(what: string, figures: Figures): void {
  const { waitsMs, events, toldAgain, duplicates, reads, effects, cameAgain, deaths, goodByes, leasesLost, takenOver, activitiesTakenOver, delaysTakenOver, longestMs } = figures;
  const { waitsMs: _, othersWaitMs: __, ...counts } = figures;
  putInReport(what, { ...counts, longestMs: Math.round(longestMs), halfWaitedMs: quantile(waitsMs, 0.5), p99WaitedMs: quantile(waitsMs, 0.99) });
  process.stdout.write(`${what}: ${deaths} workers gone, ${goodByes} of them by themselves, ${leasesLost} leases lost; ${events} events acknowledged (half within ${quantile(waitsMs, 0.5)} ms, 99 % within ${quantile(waitsMs, 0.99)} ms), ${toldAgain} told again, ${duplicates} answered as duplicates, ${reads} looks; ${effects} effects, ${cameAgain} came again; ${takenOver} messages, ${activitiesTakenOver} activities and ${delaysTakenOver} delays taken over from the dead, the last after ${Math.round(longestMs)} ms\n`);
}

/** So many of these, 0 to 1, are not above it. */
export function quantile(numbers: readonly number[], share: number): number {
  return Math.round(numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * share)] ?? 0);
}
