import type { Insight } from '../create-insight.js';
import { toFigure, type Figure } from '../figures/figure.js';
import { checkAsked, type FiguresAsked } from '../figures/figures-asked.js';
import { isMeant } from '../figures/measure.js';
import { shareFigure } from '../figures/share-figure.js';
import { timeFigure } from '../figures/time-figure.js';
import type { Tally } from '../fold/tally.js';

/** Which ways are wanted: `where: { journey, version }` names one journey. */
export type PathsAsked = Pick<FiguresAsked, 'now' | 'where' | 'from' | 'until'>;

/** One state of a journey, as it was lived. */
export interface StateSeen {
  /** its path; several that are active together are joined by `+` */
  readonly state: string;
  /** runs that came to it, at least once, of all that began */
  readonly visited: Figure;
  /** how long they stayed each time: half no longer, and nine of ten no longer; of stays that ended */
  readonly dwell: Figure;
  readonly dwellP90: Figure;
  /** runs that are there now */
  readonly stands: number;
  /** of those who came to it, runs that ended there or have been quiet for `quietRunMs`: the drop-off, where it is no state to end in */
  readonly left: Figure;
}
/** One move between two states, and how often it was made. */
export interface StepSeen { readonly from: string; readonly to: string; readonly times: number }
/** One way through the states, and how many runs took it. */
export interface WaySeen { readonly states: readonly string[]; readonly runs: number; readonly share: Figure }
/** One change of channel, and how often customers had to repeat themselves after it; `from` and `to` are absent for those who stayed on one channel, before which nothing was switched. */
export interface SwitchSeen { readonly from?: string; readonly to?: string; readonly repeated: Figure }

/** The ways that runs took and that customers took over channels, as of a moment; each list with the most frequent first. */
export interface PathsSeen {
  readonly runs: number;
  /** most visited first: of a journey that goes one way, its funnel */
  readonly states: readonly StateSeen[];
  readonly steps: readonly StepSeen[];
  /** the first twelve states of each */
  readonly ways: readonly WaySeen[];
  /** whether customers who switch there repeat themselves; of conversations, so by the first journey that one moved */
  readonly switches: readonly SwitchSeen[];
}

/** Reads the paths of the runs and conversations asked for. InvalidOptions. */
export function readPaths(insight: Insight, asked: PathsAsked): PathsSeen {
  checkAsked(asked, 'paths');
  const cube = insight.countAt(asked.now);
  const { z, minimumSample } = insight.rules;
  const sum = (metric: string): ReadonlyMap<string, Tally> => {
    const sums = new Map<string, Map<string, number>>();
    for (const { of, about, tally } of cube.cells(metric)) {
      if (!isMeant({ about, of }, asked)) continue;
      const into = sums.get(of) ?? new Map<string, number>();
      sums.set(of, into);
      for (const [counter, amount] of tally) into.set(counter, (into.get(counter) ?? 0) + amount);
    }
    return sums;
  };
  const runs = sum('run').get('')?.get('n') ?? 0;
  const share = (hits: number, n: number): Figure => toFigure(shareFigure({ hits, n, z }), minimumSample);
  return {
    runs,
    states: [...sum('state')].map(([state, tally]) => stateSeen(state, tally, { runs, share, rules: insight.rules })).toSorted((one, other) => other.visited.n * (other.visited.value ?? 0) - one.visited.n * (one.visited.value ?? 0) || before(one.state, other.state)),
    steps: [...sum('step')].map(([name, tally]) => ({ ...pairOf(name), times: tally.get('n') ?? 0 })).toSorted((one, other) => other.times - one.times || before(one.from + one.to, other.from + other.to)),
    ways: [...sum('way')].map(([name, tally]) => ({ states: listOf(name), runs: tally.get('n') ?? 0, share: share(tally.get('n') ?? 0, runs) })).toSorted((one, other) => other.runs - one.runs || before(one.states.join(), other.states.join())),
    switches: [...sum('switch')].map(([name, tally]) => ({ ...(name !== '' && pairOf(name)), repeated: share(tally.get('hits') ?? 0, tally.get('n') ?? 0) })).toSorted((one, other) => other.repeated.n - one.repeated.n),
  };
}

interface Reading { readonly runs: number; readonly share: (hits: number, n: number) => Figure; readonly rules: Insight['rules'] }

function stateSeen(state: string, tally: Tally, { runs, share, rules: { z, minimumSample } }: Reading): StateSeen {
  const of = (counter: string): number => tally.get(counter) ?? 0;
  const dwell = (asked: number): Figure => toFigure(timeFigure(tally, { asked, z }), minimumSample);
  return { state, visited: share(of('visited'), runs), dwell: dwell(0.5), dwellP90: dwell(0.9), stands: of('stands'), left: share(of('left'), of('visited')) };
}

function listOf(name: string): readonly string[] {
  const read: unknown = JSON.parse(name);
  return Array.isArray(read) ? read.filter((one) => typeof one === 'string') : [];
}

function pairOf(name: string): { readonly from: string; readonly to: string } {
  const [from = '', to = ''] = listOf(name);
  return { from, to };
}

const before = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
