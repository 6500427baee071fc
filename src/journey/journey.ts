import type { AnyStateMachine } from 'xstate';
import type { Activity, ActivityMap } from '../model/activity.js';
import type { AnyDeclaration } from '../model/declaration.js';
import type { ChannelNeeds } from '../model/effect.js';

/** A plain XState machine that also knows what it is for; the one small type a journey is exported as. `machine.provide()` drops `journey`. */
export interface Journey<Id extends string = string, E = any, F = any, N extends ChannelNeeds = any, A = any> extends AnyStateMachine {
  readonly journey: {
    readonly id: Id;
    readonly declaration: AnyDeclaration;
    /** what the definition check found worth saying but not worth refusing, as sentences */
    readonly warnings: readonly string[];
    /** types only, never a value */
    readonly types?: { readonly events: E; readonly facts: F; readonly needs: N; readonly activities: A };
  };
}
/** A journey of any declaration, for lists and parameters that take every journey. */
export type AnyJourney = Journey<string, any, any, any, any>;

/** Input and output of each activity, for the host's implementations. */
export type ActivityTypes<A extends ActivityMap> = { [K in keyof A]: A[K] extends Activity<infer I, infer O> ? { readonly input: I; readonly output: O } : never } & {};
