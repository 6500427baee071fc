import type { CollectedTest } from './stand-in.js';

/** Puts first what killed a neighbour, then one test of each file in turn, the quickest first: tests of a file tell of the same thing. Most mutants are gone after a test or two. */
export class TestOrder {
  readonly #killers = new Map<string, Map<string, number>>();
  #usual: Readonly<Record<string, number>> = {};
  #kills = 0;

  learn(usualMs: Readonly<Record<string, number>>): void {
    this.#usual = usualMs;
  }

  usualMs({ id }: CollectedTest): number {
    return this.#usual[id] ?? 0;
  }

  noteKill(fileName: string, { id }: CollectedTest): void {
    const killers = this.#killers.get(fileName) ?? new Map<string, number>();
    this.#killers.set(fileName, killers.set(id, (this.#kills += 1)));
  }

  of(fileName: string, tests: readonly CollectedTest[]): readonly CollectedTest[] {
    const killers = this.#killers.get(fileName);
    const latest = (test: CollectedTest): number => killers?.get(test.id) ?? 0;
    const place = this.#placesInFiles(tests);
    const placeOf = (test: CollectedTest): number => place.get(test) ?? 0;
    return tests.toSorted((a, b) => latest(b) - latest(a) || placeOf(a) - placeOf(b) || this.usualMs(a) - this.usualMs(b));
  }

  #placesInFiles(tests: readonly CollectedTest[]): ReadonlyMap<CollectedTest, number> {
    const files = Map.groupBy(tests.toSorted((a, b) => this.usualMs(a) - this.usualMs(b)), ({ file }) => file);
    return new Map([...files.values()].flatMap((list) => list.map((test, place) => [test, place] as const)));
  }
}
