import { defineBench, toGoal, type Goal, type LineOf } from './bench.js';
import { median, medianFigures } from './measure.js';
import { startStepProcess, type StepProcess } from './start-step-process.js';
import type { StepEntry } from './step-process.js';
import type { Round } from './visit-customers.js';

interface StepEffort {
  readonly rounds: number;
  readonly roundSeconds: number;
  /** rounds that nobody measures, for the compiler to know the code */
  readonly warmUps: number;
  /** customers with few and with many contacts behind them, and how many these are */
  readonly customers: number;
  readonly interactions: readonly [number, number];
  readonly states: readonly [number, number];
}
export type StepLine = LineOf<{ readonly competitor: string; readonly rounds: number; readonly roundSeconds: number; readonly ratios: Readonly<Record<string, Ratio>> }>;
/** How many times as many events a second, and how many times as little CPU an event, as another competitor of the same round. */
interface Ratio { readonly eventsPerSecond: number; readonly cpuUsPerEvent: number }

/** What one event costs to decide, beside XState's own ways, and what it must not depend on. */
export const stepBench = defineBench<StepEffort, StepLine>({
  name: 'step',
  quick: { rounds: 3, roundSeconds: 0.1, warmUps: 1, customers: 32, interactions: [10, 1_000], states: [10, 500] },
  full: { rounds: 9, roundSeconds: 0.5, warmUps: 3, customers: 128, interactions: [10, 1_000], states: [10, 500] },
  columns: [
    { title: 'competitor', width: 25, cell: (line) => line.competitor },
    { title: 'events/s', width: 9, cell: (line) => figure(line.eventsPerSecond, 0) },
    { title: 'p50 ms', width: 8, cell: (line) => figure(line.p50Ms, 4) },
    { title: 'p99 ms', width: 8, cell: (line) => figure(line.p99Ms, 4) },
    { title: 'CPU us', width: 7, cell: (line) => figure(line.cpuUsPerEvent, 1) },
    { title: 'RSS MB', width: 7, cell: (line) => figure(line.rssMb, 0) },
    { title: 'as fast, at so much of the CPU', width: 52, cell: ({ ratios }) => Object.entries(ratios).map(([other, { eventsPerSecond, cpuUsPerEvent }]) => `${other}: ${eventsPerSecond.toFixed(2)}, ${cpuUsPerEvent.toFixed(2)}`).join('; ') },
  ],
  async *run(effort, folder) {
    const field = toField(effort, folder);
    const rounds = await measure(field, effort);
    for (const competitor of field.flat()) {
      const ratios = Object.fromEntries(competitor.beside.map((other) => [other, ratioOf(rounds, competitor.name, other)]));
      const line = { bench: 'step', competitor: competitor.name, rounds: effort.rounds, roundSeconds: effort.roundSeconds, ...medianFigures(rounds.flatMap((round) => round.get(competitor.name) ?? [])), ratios };
      yield { ...line, goals: competitor.goals(ratios) };
    }
  },
});

/** A way to decide, whom it is held against, and what is asked of it. */
interface Competitor { readonly name: string; readonly entry: StepEntry; readonly beside: readonly string[]; readonly goals: (ratios: Readonly<Record<string, Ratio>>) => readonly Goal[] }

/** Those in one list share a process. */
function toField({ customers, interactions: [few, many], states: [small, large] }: StepEffort, folder: string): readonly (readonly Competitor[])[] {
  const way = (name: Exclude<StepEntry['runs'], 'states' | 'history'>, ...asked: readonly Asked[]): Competitor => competing(name, { runs: name }, asked);
  const wide = (states: number, ...asked: readonly Asked[]): Competitor => competing(`${states} states`, { runs: 'states', states }, asked);
  const past = (interactions: number, ...asked: readonly Asked[]): Competitor => competing(`accept, ${interactions} in the past`, { runs: 'history', course: { folder, customers, interactions } }, asked);
  return [
    [way('throughline', [2, 'createActor'], [3, 'transition()']), way('throughline at hand', [0.6, 'live machine'])],
    [way('createActor')], [way('transition()')], [way('live machine')],
    [wide(small), wide(large, [1 / 2, `${small} states`])],
    [past(few), past(many, [1 / 1.5, `accept, ${few} in the past`])],
  ];
}

/** How many times as fast as another it must be. */
type Asked = readonly [times: number, other: string];

const competing = (name: string, entry: StepEntry, asked: readonly Asked[]): Competitor => ({
  name, entry, beside: asked.map(([, other]) => other),
  goals: (ratios) => asked.map(([times, other]) => toGoal(`${name}: times as fast as ${other}`, 'at least', times, ratios[other]?.eventsPerSecond ?? null)),
});

async function measure(field: readonly (readonly Competitor[])[], { rounds, roundSeconds, warmUps }: StepEffort): Promise<readonly ReadonlyMap<string, Round>[]> {
  const processes = await Promise.all(field.map(async (group): Promise<readonly [readonly Competitor[], StepProcess]> => [group, await startStepProcess(group.map(({ entry }) => entry))]));
  const measured: Map<string, Round>[] = [];
  for (let n = -warmUps; n < rounds; n += 1) {
    const round = new Map<string, Round>();
    for (const [group, one] of processes) for (const [runner, { name }] of group.entries()) round.set(name, await one.round(runner, roundSeconds));
    if (n >= 0) measured.push(round);
  }
  await Promise.all(processes.map(([, one]) => one.end()));
  return measured;
}

/** Taken within each round: the machine may have been another one in the next. */
function ratioOf(rounds: readonly ReadonlyMap<string, Round>[], one: string, other: string): Ratio {
  const of = (figure: keyof Ratio): number => median(rounds.map((round) => (round.get(one)?.[figure] ?? NaN) / (round.get(other)?.[figure] ?? NaN)));
  return { eventsPerSecond: of('eventsPerSecond'), cpuUsPerEvent: of('cpuUsPerEvent') };
}

const figure = (value: number | null, digits: number): string => (value === null ? '-' : value.toFixed(digits));
