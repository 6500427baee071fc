/** One clause of a port's contract as data, for any test runner: `run` rejects where the adapter breaks it. Ids never change meaning. */
export interface ConformanceCase {
  readonly id: string;
  readonly clause: string;
  /** why it does not apply to this adapter; shown, never hidden */
  readonly skip?: string;
  /** rejects where the clause is broken */
  readonly run: () => Promise<void>;
}

/** What a case needs of a test runner; vitest, jest and node:test have it. */
export interface CaseRunner {
  /** opens a group of tests */
  readonly describe: (name: string, body: () => void) => unknown;
  /** registers one test */
  readonly it: {
    (title: string, run: () => Promise<void>): unknown;
    /** registers a test that is shown and not run */
    readonly skip: (title: string, run: () => Promise<void>) => unknown;
  };
}

/** What became of each case, by id; `failed` says why. */
export interface CaseReport {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly id: string; readonly clause: string; readonly error: unknown }[];
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
}

/** Registers cases as tests of the runner that is handed in: `describeCases('acme', storeCases({ create }), { describe, it })`. */
export function describeCases(name: string, cases: readonly ConformanceCase[], { describe, it }: CaseRunner): void {
  describe(name, () => {
    for (const one of cases) {
      if (one.skip === undefined) it(titleOf(one), () => citing(one));
      else it.skip(`${titleOf(one)} (skipped: ${one.skip})`, one.run);
    }
  });
}

/** Runs cases one after the other without a test runner, for commands, badges and tables. Never rejects. */
export async function runCases(cases: readonly ConformanceCase[]): Promise<CaseReport> {
  const passed: string[] = [];
  const failed: CaseReport['failed'][number][] = [];
  const skipped: CaseReport['skipped'][number][] = [];
  for (const { id, clause, skip, run } of cases) {
    if (skip !== undefined) skipped.push({ id, reason: skip });
    else await run().then(() => passed.push(id), (error: unknown) => failed.push({ id, clause, error }));
  }
  return { passed, failed, skipped };
}

function titleOf({ id, clause }: ConformanceCase): string {
  return `${id} ${clause}`;
}

async function citing(one: ConformanceCase): Promise<void> {
  try {
    await one.run();
  } catch (error) {
    throw new Error(`${titleOf(one)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
