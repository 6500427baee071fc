/** A machine between two events, as data: what the store keeps. No field begins with `$` or `_`. */
export interface StoredSnapshot {
  /** `done` and `error` are final: timers and activities of a closed journey end with it */
  readonly status: 'active' | 'done' | 'error';
  readonly value: StoredValue;
  readonly context: { readonly [fact: string]: unknown };
  /** state ids by history node id */
  readonly history?: { readonly [nodeId: string]: readonly string[] };
  /** invoked activities that have not answered, by invoke id: the activity's name */
  readonly invoked?: { readonly [invokeId: string]: string };
  /** the same invoke ids, only where they began in another order than that of their names: XState stops them in this order at the end */
  readonly began?: readonly string[];
  /** ids of the active states, only where parallel regions moved in another order than they are written: XState lets them act in this order */
  readonly order?: readonly string[];
  /** how many delays without a name have begun; the next one is named after it */
  readonly unnamedDelays?: number;
  readonly output?: unknown;
}
export type StoredValue = string | { readonly [state: string]: StoredValue };

/** What a step takes: an event of the journey, or one that only the engine may raise. */
export type StepEvent =
  | { readonly type: string; readonly data: unknown; readonly at: number; readonly via?: { readonly channel: string; readonly conversation?: string; readonly thread?: string }; readonly verified?: true }
  /** a delay has ended: `event` as the timer's set effect named it */
  | { readonly timer: { readonly id: string; readonly event: unknown } }
  | { readonly done: { readonly invokeId: string; readonly output: unknown } }
  | { readonly failed: { readonly invokeId: string; readonly error: { readonly code: string; readonly message: string } } };

/** What a step wants done, in the order the machine said it. What began and ended within the step is left out. */
export type StepEffect =
  /** a named effect with its params as data: `send`, `handoff`, `record`, ... */
  | { readonly type: 'action'; readonly name: string; readonly params: unknown }
  /** a delay begins; the same id replaces. `wait`: its length is not known here, who holds the clock asks the journey's wait of that name */
  | { readonly type: 'timer.set'; readonly id: string; readonly delayMs: number; readonly event: { readonly type: string } & Record<string, unknown>; readonly wait?: true }
  | { readonly type: 'timer.cancel'; readonly id: string }
  | { readonly type: 'activity.start'; readonly invokeId: string; readonly activity: string; readonly input: unknown }
  | { readonly type: 'activity.cancel'; readonly invokeId: string }
  /** XState's `emit`: told to the host as an event of the orchestrator */
  | { readonly type: 'emit'; readonly event: { readonly type: string } & Record<string, unknown> };

/** One microstep, for people: which event took which states where. `to` is empty where it only acted. */
export interface StepDecision { readonly event: string; readonly from: readonly string[]; readonly to: readonly string[] }

/** What one event means for a machine: where it goes, what it wants done and why. Nothing has been done yet. */
export interface Step {
  readonly snapshot: StoredSnapshot;
  readonly effects: readonly StepEffect[];
  readonly decisions: readonly StepDecision[];
  /** some transition took the event, or it ended the journey; false: the current state has none for it whose guard holds */
  readonly handled: boolean;
  /** another state configuration than before, or a state entered again */
  readonly moved: boolean;
}
