/** One benchmark, ready to be run; `benches.ts` lists them all. Each is made by `defineBench` in a file of its own, `<name>-bench.ts`. */
export interface Bench {
  /** what `--only` calls it, and `bench` in its lines */
  readonly name: string;
  /** part of a first look at everything; else only where it is asked for by name */
  readonly inQuick: boolean;
  /** the head of its table */
  readonly head: string;
  /** Measures and answers the lines as they come; a rejection fails the whole run. `set` replaces fields of the effort. */
  run(pace: 'quick' | 'full', course: { readonly folder: string; readonly set: Readonly<Record<string, unknown>> }): AsyncIterable<Row>;
}
/** One line for a program and for a reader. */
export interface Row { readonly line: BenchLine; readonly text: string }

/** What every line of `--json` says beside the bench's own parameters; null where a bench has nothing to say to it. */
export interface BenchLine {
  readonly bench: string;
  readonly eventsPerSecond: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly cpuUsPerEvent: number | null;
  readonly rssMb: number | null;
  /** to each other competitor, of rounds that ran side by side */
  readonly ratios: Readonly<Record<string, unknown>>;
  /** what this line was meant to show, and whether it did */
  readonly goals: readonly Goal[];
}
/** A line with the parameters and further figures of its bench. */
export type LineOf<P extends object> = BenchLine & P;

export interface Goal {
  readonly what: string;
  readonly is: 'at least' | 'at most' | 'below' | 'exactly';
  readonly limit: number;
  /** null where it was not counted */
  readonly seen: number | null;
  readonly reached: boolean | null;
}

/** One column of a bench's table; a cell stands at its right. */
export interface Column<L> { readonly title: string; readonly width: number; readonly cell: (line: L) => string }

/** A benchmark as its file describes it. */
export interface BenchParts<E extends object, L extends BenchLine> {
  readonly name: string;
  readonly inQuick?: boolean;
  /** for a first look: all benches together end within 50 seconds, and ratios of so short a run are rough */
  readonly quick: E;
  readonly full: E;
  readonly columns: readonly Column<L>[];
  /** Measures in `folder`, which is empty and on the disk of the checkout; what is to be asserted is asserted here. */
  run(effort: E, folder: string): AsyncIterable<L>;
}

/** Makes a benchmark that `benches.ts` can list. */
export function defineBench<E extends object, L extends BenchLine>({ name, inQuick = true, quick, full, columns, run }: BenchParts<E, L>): Bench {
  return {
    name, inQuick,
    head: columns.map(({ title, width }) => title.padStart(width)).join('  '),
    async *run(pace, { folder, set }) {
      const effort = pace === 'quick' ? quick : full;
      for (const field of Object.keys(set)) if (!(field in effort)) throw new Error(`the effort of '${name}' has no '${field}', only ${Object.keys(effort).join(', ')}`);
      for await (const line of run({ ...effort, ...set }, folder)) yield { line, text: columns.map(({ width, cell }) => cell(line).padStart(width)).join('  ') };
    },
  };
}

/** Holds a figure against what was asked of it. */
export function toGoal(what: string, is: Goal['is'], limit: number, seen: number | null): Goal {
  return { what, is, limit, seen, reached: seen === null ? null : meets(seen, is, limit) };
}

function meets(seen: number, is: Goal['is'], limit: number): boolean {
  switch (is) {
    case 'at least': return seen >= limit;
    case 'at most': return seen <= limit;
    case 'below': return seen < limit;
    case 'exactly': return seen === limit;
  }
}
