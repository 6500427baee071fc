import type { z } from 'zod';
import type { ActivityMap } from './activity.js';
import type { ChannelNeeds } from './effect.js';
import type { EntryWindow } from './entry-window.js';
import type { FactMap } from './fact.js';
import type { EventSchemas } from './journey-event.js';

/**
 * The modes of entering again (care-rules 1.2). `per-key` runs side by side, one live run for each correlation key. `restart` ends the run before, of
 * the same key where the journey has one, with the reason `restarted`, and begins anew in the same commit (care-rules 2.1 A).
 */
export type Reentry =
  | { readonly mode: 'never' }
  | { readonly mode: 'after-exit' }
  | { readonly mode: 'after-cool-down'; readonly coolDownMs: number }
  | { readonly mode: 'per-key' }
  | { readonly mode: 'restart' };

/**
 * What becomes of an event that the current state does not handle. `ignore`: recorded and dropped. `defer`: kept until a state
 * handles it, or for `withinMs`. `fail`: parked as a dead letter that a person can redrive; the journey goes on.
 */
export type Unhandled = 'ignore' | 'fail' | { readonly defer: { readonly withinMs: number } };

/**
 * When an instance leaves once an exit event has come (care-rules 1.3). `immediate`: at once, its machine does not see the event and
 * its waiting sends are dropped. `step`: after its machine has handled the event, effects of that step included. `action`: it runs
 * on until it is about to act on the outside; that step's effects are not performed.
 */
export type ExitTiming = 'immediate' | 'step' | 'action';

export interface EntryRule<E extends string, K extends string> {
  readonly on: readonly E[];
  /** the field of every entry event's data that tells two runs of one customer apart; 1 to `limits.idLength` printable characters. Absent: one run a customer */
  readonly key?: K;
  readonly reentry: Reentry;
  /** when an entry counts; always where absent. Who comes at another time is not let in */
  readonly open?: EntryWindow;
}
export interface ExitRule<E extends string> { readonly on: E; readonly when: ExitTiming; readonly reason: string }
/** Reached when one of the events comes within the time from entry; also counted after the instance has ended. */
export interface GoalRule<E extends string> { readonly name: string; readonly on: readonly E[]; readonly withinMs: number }

/**
 * Which run goes on where two customers turn out to be one and both are in this journey with the same correlation key (care-rules 2.1 F).
 * `keep-oldest`: the one that began first. `keep-most-advanced`: the one with more steps, else the older. The other leaves with the reason
 * `merged`. Runs with different keys both go on.
 */
export type MergeRule = 'keep-oldest' | 'keep-most-advanced';

/** What a paused definition does, by kind of node (care-rules 2.1 D). A held thing goes on at resume; time to live runs on meanwhile. */
export interface PauseRule {
  /** new runs: not begun and recorded, or kept and begun at resume */
  readonly entries: 'discard' | 'hold';
  /** events for running instances */
  readonly events: 'handle' | 'hold';
  /** delays that end meanwhile */
  readonly waits: 'run' | 'hold';
  /** effects decided before or during the pause and not yet performed */
  readonly effects: 'perform' | 'hold' | 'discard';
}

/** The upper half of a journey: the contract a product person reads top-down. */
export interface JourneyDeclaration<Id extends string, E extends EventSchemas, F extends FactMap, N extends ChannelNeeds, A extends ActivityMap, On extends keyof E & string> {
  /** lower case words with hyphens, unique in the host */
  readonly id: Id;
  /** a whole number that grows; running instances stay on theirs */
  readonly version: number;
  readonly events: E;
  readonly facts: F;
  readonly channels: N;
  readonly activities?: A;
  readonly entry: EntryRule<On, keyof z.output<E[On]> & string>;
  readonly exit?: readonly ExitRule<keyof E & string>[];
  readonly goals?: readonly GoalRule<keyof E & string>[];
  /** `ignore` where a type is not named; a state overrides with `meta: { unhandled: { type: rule } }` */
  readonly unhandled?: { readonly [K in keyof E & string]?: Unhandled };
  readonly pause?: Partial<PauseRule>;
  /** `keep-oldest` */
  readonly onMerge?: MergeRule;
  /** whose message goes where there is one place for two, 0 to 100, the higher first; 0 */
  readonly priority?: number;
  /** an instance older than this leaves with reason `ttl`, milliseconds from entry */
  readonly ttlMs: number;
}
export type AnyDeclaration = JourneyDeclaration<any, any, any, any, any, any>;
