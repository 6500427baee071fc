import type { Figures } from './work-through.js';

/** Says what a run came to: a proof that says nothing but that it passed cannot be weighed. */
export function tellFigures(what: string, figures: Figures): void {
  const { events, toldAgain, duplicates, reads, effects, cameAgain, deaths, goodByes, leasesLost, takenOver, longestMs } = figures;
  process.stdout.write(`${what}: ${deaths} workers gone, ${goodByes} of them by themselves, ${leasesLost} leases lost; ${events} events acknowledged (half within ${quantile(figures, 0.5)} ms, 99 % within ${quantile(figures, 0.99)} ms), ${toldAgain} told again, ${duplicates} answered as duplicates, ${reads} looks; ${effects} effects, ${cameAgain} came again; ${takenOver} taken over from the dead, the last after ${Math.round(longestMs)} ms\n`);
}

/** So many of the acknowledgements, 0 to 1, came within these milliseconds. */
export function quantile({ waitsMs }: Figures, share: number): number {
  return Math.round(waitsMs.toSorted((one, other) => one - other)[Math.floor(waitsMs.length * share)] ?? 0);
}
