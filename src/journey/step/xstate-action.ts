import type { ActionArgs as AnyActionArgs, AnyActorScope, AnyMachineSnapshot, EventObject, MachineContext } from 'xstate';

/** XState's own actions are functions that carry their settings and resolve themselves into `[snapshot, params, more actions]`. */
export interface BuiltinAction {
  readonly type: string;
  readonly resolve: Resolve;
  readonly assignment?: unknown;
  readonly event?: unknown;
  readonly delay?: unknown;
  readonly value?: unknown;
  readonly sendId?: unknown;
}
export type Resolve = (scope: AnyActorScope, snapshot: AnyMachineSnapshot, args: ActionArgs, ...more: readonly unknown[]) => Resolved;
export type Resolved = readonly [snapshot: AnyMachineSnapshot, params: unknown, more: unknown];
/** What XState gives every function of an action. */
export type ActionArgs = AnyActionArgs<MachineContext, EventObject, EventObject>;

/** True for an action of XState itself, such as `assign` or `raise`. */
export const isBuiltin = (action: object): action is BuiltinAction => 'resolve' in action && typeof action.resolve === 'function' && 'type' in action;

/** The same snapshot with something else in it; XState's own way works out states and tags again, which no action changes. */
export function withChange(snapshot: AnyMachineSnapshot, change: { readonly context?: object; readonly children?: object }): AnyMachineSnapshot {
  return { ...snapshot, ...change } as AnyMachineSnapshot;
}
