import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counted } from './assert-end-state.js';
import type { CompetitorName } from './competitor-process.js';
import type { SharedDatabase } from './competitor.js';
import { median, medianFigures, type Figures } from './measure.js';
import { settleAll } from './settle-all.js';
import { startCompetitor, type Started } from './start-competitor.js';

/** One course, for every competitor alike. */
export interface Case { readonly concurrency: number; readonly syncMs: number; readonly competitors: readonly CompetitorName[] }
export interface Effort { readonly customers: number; readonly rounds: number; readonly roundSeconds: number; readonly warmUpSeconds: number; readonly folder: string; /** for those who work on a server */ readonly databaseOf?: (competitor: CompetitorName) => SharedDatabase }
/** One competitor's medians over the rounds, and how often it did what the others did in the same round. */
export interface Result {
  readonly competitor: CompetitorName;
  readonly figures: Figures;
  /** to each other competitor: the median over the rounds of events a second by events a second, and of CPU by CPU */
  readonly ratios: { readonly [other in CompetitorName]?: { readonly eventsPerSecond: number; readonly cpuUsPerEvent: number } };
}
/** All who were started, each with the same customers on a file of its own. */
export interface Field {
  /** Runs a course in turn, round after round (A B C, A B C, ...), so that a noisy machine is noisy for all of them. */
  compare(one: Case): Promise<readonly Result[]>;
  /** ends all; rejects where an end state is not what was brought */
  end(): Promise<ReadonlyMap<CompetitorName, Counted>>;
}

/** Starts competitors, brings the customers in and lets everybody warm up. */
export async function gatherField(competitors: readonly CompetitorName[], effort: Effort): Promise<Field> {
  const { customers, warmUpSeconds, rounds, roundSeconds } = effort;
  const started = new Map(await settleAll(competitors.map(async (competitor): Promise<[CompetitorName, Started]> => {
    const folder = join(effort.folder, competitor);
    await mkdir(folder, { recursive: true });
    return [competitor, await startCompetitor({ competitor, customers, warmUpSeconds, folder, ...(effort.databaseOf !== undefined && { database: effort.databaseOf(competitor) }) })];
  })));
  return {
    async compare({ concurrency, syncMs, competitors: taking }) {
      const seen: Map<CompetitorName, Figures>[] = [];
      for (let n = 0; n < rounds; n += 1) {
        const round = new Map<CompetitorName, Figures>();
        for (const name of taking) {
          const one = started.get(name);
          if (one !== undefined) round.set(name, await one.round({ seconds: roundSeconds, concurrency, syncMs }));
        }
        seen.push(round);
      }
      return taking.map((competitor) => toResult(competitor, seen));
    },
    end: async () => new Map(await settleAll([...started].map(async ([name, one]): Promise<[CompetitorName, Counted]> => [name, await one.end()]))),
  };
}

function toResult(competitor: CompetitorName, rounds: readonly ReadonlyMap<CompetitorName, Figures>[]): Result {
  const others = [...(rounds[0]?.keys() ?? [])].filter((other) => other !== competitor);
  return {
    competitor,
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
