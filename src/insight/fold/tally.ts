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
  /** what within the metric: an agent, a state, a step */
  readonly of?: string | undefined;
}

/** Takes an amount into a counter of a metric. */
export type Count = (metric: string, about: About, counter: string, amount?: number) => void;

/** All that was counted, by metric and by whom it is about: a cube of sparse cells. */
export interface Cube {
  readonly count: Count;
  cells(metric: string): IterableIterator<{ readonly about: About; readonly tally: Tally }>;
  metrics(): IterableIterator<string>;
}

interface Cell { readonly about: About; readonly tally: Map<string, number> }

/** An empty cube. */
export function createCube(): Cube {
  const byMetric = new Map<string, Map<string, Cell>>();
  // observations of one conversation are about the same thing, so its cell is found without a name being made
  let lately: { readonly about: About; readonly key: string } | undefined;
  const keyOf = (about: About): string => {
    if (lately?.about !== about) lately = { about, key: nameOf(about) };
    return lately.key;
  };
  const cellOf = (metric: string, about: About): Cell => {
    let cells = byMetric.get(metric);
    if (cells === undefined) byMetric.set(metric, cells = new Map());
    const key = keyOf(about);
    let cell = cells.get(key);
    if (cell === undefined) cells.set(key, cell = { about, tally: new Map() });
    return cell;
  };
  return {
    count(metric, about, counter, amount = 1) {
      const { tally } = cellOf(metric, about);
      tally.set(counter, (tally.get(counter) ?? 0) + amount);
    },
    cells: (metric) => (byMetric.get(metric) ?? new Map<string, Cell>()).values(),
    metrics: () => byMetric.keys(),
  };
}

const nameOf = ({ day, journey, version, intent, channel, segment, of }: About): string => JSON.stringify([day, journey, version, intent, channel, segment, of]);

/** Adds all that one cube holds to another. */
export function addCube(into: Cube, from: Cube): void {
  for (const metric of from.metrics()) {
    for (const { about, tally } of from.cells(metric)) for (const [counter, amount] of tally) into.count(metric, about, counter, amount);
  }
}

/** One cell as it is kept: plain JSON. */
export interface KeptCell { readonly metric: string; readonly about: About; readonly tally: readonly (readonly [string, number])[] }

/** The cells of a cube as they are kept, in one order whatever the order of counting was. */
export const keptCells = (cube: Cube): readonly KeptCell[] => [...cube.metrics()].toSorted().flatMap((metric) =>
  [...cube.cells(metric)].map(({ about, tally }) => ({ metric, about, tally: [...tally].toSorted(([one], [other]) => (one < other ? -1 : 1)), name: nameOf(about) }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1)).map(({ name: _name, ...cell }) => cell));

/** Adds cells that were kept. */
export function addKept(into: Cube, cells: readonly KeptCell[]): void {
  for (const { metric, about, tally } of cells) for (const [counter, amount] of tally) into.count(metric, about, counter, amount);
}
