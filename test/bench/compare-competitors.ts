import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counted } from './assert-end-state.js';
import type { CompetitorName } from './competitor-process.js';
import { median, medianFigures, type Figures } from './measure.js';
import { startCompetitor, type Started } from './start-competitor.js';

/** One course, for every competitor alike. */
export interface Case { readonly concurrency: number; readonly syncMs: number; readonly competitors: readonly CompetitorName[] }
export interface Effort { readonly customers: number; readonly rounds: number; readonly roundSeconds: number; readonly warmUpSeconds: number; readonly folder: string }
/** One competitor's medians over the rounds, and how often it did what the others did in the same round. */
export interface Result {
  readonly competitor: CompetitorName;
  readonly figures: Figures;
  readonly counted: Counted;
  /** to each other competitor: the median over the rounds of events a second by events a second, and of CPU by CPU */
  readonly ratios: { readonly [other in CompetitorName]?: { readonly eventsPerSecond: number; readonly cpuUsPerEvent: number } };
}

/** Runs a course with all competitors in turn, round after round (A B C, A B C, ...), so that a noisy machine is noisy for all of them. */
export async function compareCompetitors({ concurrency, syncMs, competitors }: Case, effort: Effort): Promise<readonly Result[]> {
  const folder = join(effort.folder, `${concurrency}-${syncMs}`);
  const started = await Promise.all(competitors.map(async (competitor): Promise<[CompetitorName, Started]> => {
    const own = join(folder, competitor);
    await mkdir(own, { recursive: true });
    return [competitor, await startCompetitor({ competitor, concurrency, customers: Math.max(effort.customers, concurrency), warmUpSeconds: effort.warmUpSeconds, syncMs, folder: own })];
  }));
  const rounds: Map<CompetitorName, Figures>[] = [];
  for (let n = 0; n < effort.rounds; n += 1) {
    const round = new Map<CompetitorName, Figures>();
    for (const [name, one] of started) round.set(name, await one.round(effort.roundSeconds));
    rounds.push(round);
  }
  const counts = await Promise.all(started.map(([, one]) => one.end()));
  return competitors.map((competitor, i) => toResult(competitor, rounds, counts[i] ?? none));
}

const none: Counted = { customers: 0, steps: 0, turns: 0 };

function toResult(competitor: CompetitorName, rounds: readonly ReadonlyMap<CompetitorName, Figures>[], counted: Counted): Result {
  const others = [...(rounds[0]?.keys() ?? [])].filter((other) => other !== competitor);
  return {
    competitor, counted,
    figures: medianFigures(rounds.flatMap((round) => round.get(competitor) ?? [])),
    ratios: Object.fromEntries(others.map((other) => [other, {
      eventsPerSecond: ratio(rounds, [competitor, other], 'eventsPerSecond'), cpuUsPerEvent: ratio(rounds, [competitor, other], 'cpuUsPerEvent'),
    }])),
  };
}

/** Taken within each round: the machine may have been another one in the next. */
function ratio(rounds: readonly ReadonlyMap<CompetitorName, Figures>[], [one, other]: readonly [CompetitorName, CompetitorName], figure: keyof Figures): number {
  return median(rounds.map((round) => (round.get(one)?.[figure] ?? NaN) / (round.get(other)?.[figure] ?? NaN)));
}
