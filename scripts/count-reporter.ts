import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

export interface Counts { readonly passed: number; readonly failed: number }
interface Counted { readonly ok: number; readonly broken: number; readonly unloaded: number; readonly stray: number }

/** Ends a test run with one plain line, `N passed, N failed`, for a program to read. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], stray: readonly SerializedError[], reason: TestRunEndReason): void {
    const counts = toCounts(tally(modules, stray.length), reason === 'passed');
    console.log(`${counts.passed} passed, ${counts.failed} failed`);
  }
}

/** A run that did not end well, or in which nothing ran, never counts as `0 failed`. */
export function toCounts(counted: Counted, endedWell: boolean): Counts {
  const failed = counted.broken + counted.unloaded + counted.stray;
  const fine = endedWell && counted.ok > 0;
  return { passed: counted.ok, failed: fine ? failed : Math.max(1, failed) };
}

function tally(modules: readonly TestModule[], stray: number): Counted {
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  return {
    ok: states.filter((state) => state === 'passed').length,
    broken: states.filter((state) => state === 'failed' || state === 'pending').length,
    unloaded: modules.filter((module) => module.errors().length > 0).length,
    stray,
  };
}
