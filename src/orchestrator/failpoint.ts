/** Moments at which a process may die worst, in the order an event meets them; the promises are proved with a kill at each. */
export const failpoints = [
  'start after open', 'start before waking',
  'before commit', 'after commit before acknowledge',
  'after claim of timers', 'timer fires', 'timer fired',
  'after claim of effects', 'before call', 'after send before record', 'after activity before record', 'after record',
  'merge left', 'merge arrived', 'merge before settling elsewhere',
] as const;
export type Failpoint = (typeof failpoints)[number];

/**
 * Does nothing, so that it is left out of what is published; the test build puts what kills in its place (`npm run build:test`). To be called
 * outside of `try`, since the bundler leaves everything in there as it is.
 */
export function failpoint(_name: Failpoint): void {}
