import type { CollectedTest } from './stand-in.js';

/** Puts first what killed a neighbour, then what is quick, until the time for a mutant is spent: most are gone after a test or two. */
export class TestOrder {
  readonly #budgetMs: number;
  readonly #killers = new Map<string, Map<string, number>>();
  #usual: Readonly<Record<string, number>> = {};
  #kills = 0;

  constructor(budgetMs: number) {
    this.#budgetMs = budgetMs;
  }

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
    let spentMs = 0;
    return tests
      .toSorted((a, b) => latest(b) - latest(a) || this.usualMs(a) - this.usualMs(b))
      .filter((test, index) => (spentMs += this.usualMs(test)) <= this.#budgetMs || index === 0);
  }
}
