/** The process's own time, for waiting and measuring; what is due is judged by the store's clock alone. */
export interface Clock {
  /** epoch milliseconds */
  now(): number;
  /** Milliseconds since some moment, which go on as time does whoever sets the clock; without it the clock is taken for one that nobody sets. */
  elapsed?(): number;
  /** Runs once after `ms` (at most 2^31 - 1); the answer cancels. */
  after(ms: number, run: () => void): () => void;
  /** Runs once, after what is already waiting to run. */
  soon(run: () => void): void;
}
