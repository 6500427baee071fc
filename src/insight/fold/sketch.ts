import type { Tally } from './tally.js';

/**
 * Times as counts of steps that grow by two percent, as DDSketch does: any quantile is within one percent of a time that was counted. Steps are whole
 * numbers of counts, so parts merge exactly; that, and being a plain tally, is why it is ours: libraries of sketches keep floats or bytes of their own.
 */
const growth = Math.log(1.02);

/** The counter that a time of so many milliseconds is counted under. */
export const stepOf = (ms: number): string => {
  const step = ms < 1 ? 0 : Math.round(Math.log(ms) / growth) + 1;
  return (names[step] ??= `b${step}`);
};
/** made once: a new text for each time would have to be looked at letter by letter */
const names: string[] = [];

/** A time as near as its step tells, milliseconds. */
const msOf = (step: number): number => (step === 0 ? 0 : Math.exp((step - 1) * growth));

/** Steps of a tally with how many times fell into each, the shortest first; `begins` is what stands before the counter's own name. */
export function stepsOf(tally: Tally, begins = ''): readonly { readonly ms: number; readonly times: number }[] {
  const start = `${begins}b`;
  return [...tally].filter(([counter]) => counter.startsWith(start) && isStep.test(counter.slice(start.length)))
    .map(([counter, times]) => ({ step: Number(counter.slice(start.length)), times }))
    .toSorted((one, other) => one.step - other.step).map(({ step, times }) => ({ ms: msOf(step), times }));
}

const isStep = /^\d+$/;

/** The time at a rank, counted from 0, held between the first and the last. */
export function timeAt(steps: readonly { readonly ms: number; readonly times: number }[], rank: number): number | undefined {
  let passed = 0;
  for (const { ms, times } of steps) {
    passed += times;
    if (rank < passed) return ms;
  }
  return steps.at(-1)?.ms;
}
