/** What was counted: whole numbers by name, so that the sum of any parts in any order is the same. */
export type Tally = ReadonlyMap<string, number>;

/** Whose figure an observation is; what is absent is not known. */
export interface About {
  /** since 1970-01-01 UTC */
  readonly day: number;
  readonly journey?: string | undefined;
  readonly version?: number | undefined;
  readonly intent?: string | undefined;
  readonly channel?: string | undefined;
  readonly segment?: string | undefined;
}
/** One of several things within a metric: an agent, a state, a step. */
export interface Within { readonly about: About; readonly of: string }

/** Takes an amount into a counter of a metric. */
export type Count = (metric: string, about: About | Within, counter: string, amount?: number) => void;

/** All that was counted of one thing; `of` is empty where it is not within the metric. */
export interface Cell { readonly of: string; readonly about: About; readonly tally: Tally }
/** All that was counted, by metric and by whom it is about: a cube of sparse cells. */
export interface Counted {
  /** one thing may have several cells, whose sum counts */
  cells(metric: string): Iterable<Cell>;
  /** the metrics of which anything was counted */
  metrics(): Iterable<string>;
}
/** The same while it is counted. */
export interface Cube extends Counted { readonly count: Count }

/** Amounts in boxes, so that adding to one looks for it once. */
type Counters = Map<string, { amount: number }>;
interface OpenCell { readonly of: string; readonly about: About; readonly counters: Counters }

/** An empty cube. */
export function createCube(): Cube {
  const byMetric = new Map<string, CellsOf>();
  // cells come in runs of one conversation: its name is not made twice
  let named: { readonly about: About; readonly name: string } | undefined;
  const countersOf = ({ byOf }: CellsOf, within: About | Within): Counters => {
    const [about, of] = 'of' in within ? [within.about, within.of] : [within, ''];
    if (named?.about !== about) named = { about, name: nameOf(about) };
    let cells = byOf.get(of);
    if (cells === undefined) byOf.set(of, cells = new Map());
    let cell = cells.get(named.name);
    if (cell === undefined) cells.set(named.name, cell = { of, about, counters: new Map() });
    return cell.counters;
  };
  return {
    count(metric, about, counter, amount = 1) {
      let cells = byMetric.get(metric);
      if (cells === undefined) byMetric.set(metric, cells = { byOf: new Map(), last: undefined, counters: new Map() });
      // observations of one conversation come together, if not one metric after the other
      if (cells.last !== about) {
        cells.counters = countersOf(cells, about);
        cells.last = about;
      }
      const known = cells.counters.get(counter);
      if (known === undefined) cells.counters.set(counter, { amount });
      else known.amount += amount;
    },
    *cells(metric) {
      for (const cells of byMetric.get(metric)?.byOf.values() ?? []) for (const cell of cells.values()) yield toCell(cell);
    },
    metrics: () => byMetric.keys(),
  };
}

/** The cells of one metric, and the one that was counted into last. */
interface CellsOf { readonly byOf: Map<string, Map<string, OpenCell>>; last: About | Within | undefined; counters: Counters }

const toCell = ({ of, about, counters }: OpenCell): Cell => ({ of, about, tally: new Map([...counters].map(([counter, { amount }]) => [counter, amount])) });

/** Told apart by a character that no name has; `JSON.stringify` would take a third of all the time. */
const nameOf = ({ day, journey, version, intent, channel, segment }: About): string =>
  `${day}\0${version ?? ''}\0${journey ?? ''}\0${intent ?? ''}\0${channel ?? ''}\0${segment ?? ''}`;

/** The same with another day, intent or channel; the same object where they are its own, as they mostly are, since a cell is found the faster by it. */
export function aboutWith(about: About, { day, intent = about.intent, channel = about.channel }: Pick<About, 'day' | 'intent' | 'channel'>): About {
  return about.day === day && about.intent === intent && about.channel === channel ? about : { ...about, day, intent, channel };
}

/** Two cubes, read as one. */
export const bothCubes = (one: Cube, other: Cube): Counted => ({
  *cells(metric) {
    yield* one.cells(metric);
    yield* other.cells(metric);
  },
  metrics: () => new Set([...one.metrics(), ...other.metrics()]),
});

/** One cell as it is kept: plain JSON. */
export interface KeptCell { readonly metric: string; readonly of: string; readonly about: About; readonly tally: readonly (readonly [string, number])[] }

/** What a cube holds as it is kept, each thing once and in one order whatever the order of counting was. */
export function keptCells(cube: Counted): readonly KeptCell[] {
  const sums = createCube();
  for (const metric of cube.metrics()) for (const { of, about, tally } of cube.cells(metric)) for (const [counter, amount] of tally) sums.count(metric, within(about, of), counter, amount);
  const named = [...sums.metrics()].flatMap((metric) => [...sums.cells(metric)].map((cell) => ({ metric, ...cell, name: `${metric}\0${cell.of}\0${nameOf(cell.about)}` })));
  return named.toSorted((one, other) => (one.name < other.name ? -1 : 1)).map(({ metric, of, about, tally }) => ({ metric, of, about, tally: [...tally].toSorted(([one], [other]) => (one < other ? -1 : 1)) }));
}

const within = (about: About, of: string): About | Within => (of === '' ? about : { about, of });

/** Adds cells that were kept. */
export function addKept(into: Cube, cells: readonly KeptCell[]): void {
  for (const { metric, of, about, tally } of cells) for (const [counter, amount] of tally) into.count(metric, within(about, of), counter, amount);
}
