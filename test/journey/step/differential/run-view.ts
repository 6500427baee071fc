/** What can be seen of a run from outside; the live actor and the pure step must show the same. */
export interface RunView {
  readonly status: string;
  readonly value: unknown;
  /** each active state has one active state, or all its regions; XState does not see to it */
  readonly possible: boolean;
  readonly context: unknown;
  readonly output: unknown;
  /** why it ended by an error; the two sides word it differently */
  readonly error?: unknown;
  /** named effects and emitted events since the last look, in the order the machine said them */
  readonly said: readonly unknown[];
  /** named effects alone, as performed */
  readonly acts: readonly unknown[];
  readonly emitted: readonly unknown[];
  /** activities begun and ended, as performed */
  readonly activities: readonly unknown[];
  /** activities at work, by invoke id */
  readonly atWork: readonly string[];
  /** an activity was begun again before it ended: XState can end the second one alone, and the first is nobody's */
  readonly begunTwice: boolean;
  /** when each delay ends, in the order in which they end */
  readonly dues: readonly number[];
  /** the events that delays will bring, sorted */
  readonly delayed: readonly string[];
}

/** One of the two ways to run a machine. */
export interface Side {
  send(event: { readonly type: string; readonly data: unknown; readonly at: number }): void;
  finish(invokeId: string, output: unknown): void;
  fail(invokeId: string, error: { readonly code: string; readonly message: string }): void;
  /** fires the delay that ends first and goes to its time */
  fireNext(): void;
  view(): RunView;
}
