import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** A transition as the checks and drawings read it; `event` is what it listens to, `''` where it needs none. */
export interface Way {
  readonly from: AnyStateNode;
  readonly event: string;
  readonly guard: unknown;
  readonly targets: readonly AnyStateNode[];
  readonly actions: readonly unknown[];
  readonly reenter: boolean;
  /** milliseconds, or the name of a delay, of an `after` */
  readonly delay?: unknown;
}

/** One place where a state names an action, and the event that is there when it runs (`undefined`: any). */
export interface ActionPlace {
  readonly state: AnyStateNode;
  readonly action: unknown;
  readonly event: string | undefined;
}

/** Every state of a machine, the root first, in the order they are written. */
export function allStates(machine: AnyStateMachine): readonly AnyStateNode[] {
  const states: AnyStateNode[] = [machine.root];
  for (let next = 0; next < states.length; next += 1) states.push(...childrenOf(states[next]));
  return states;
}

export const childrenOf = (state: AnyStateNode | undefined): readonly AnyStateNode[] => (state === undefined ? [] : Object.values(state.states));

/** The state itself and all it lies in, innermost first. */
export function lineage(state: AnyStateNode): readonly AnyStateNode[] {
  return state.parent === undefined ? [state] : [state, ...lineage(state.parent)];
}

/** The state that a history's default means: `#id` anywhere, or a path beside the history. */
export function findState(history: AnyStateNode, path: string): AnyStateNode | undefined {
  if (path.startsWith('#')) return allStates(history.machine).find((state) => state.id === path.slice(1));
  return path.split('.').reduce<AnyStateNode | undefined>((at, name) => (at !== undefined && Object.hasOwn(at.states, name) ? at.states[name] : undefined), history.parent);
}

/** A state's name for people: its path from the journey, or the journey's id for the root. */
export const pathOf = (state: Pick<AnyStateNode, 'id'> & { readonly path: readonly string[] }): string => (state.path.length === 0 ? state.id : state.path.join('.'));

/** All transitions written at a state: on events, after delays, at once, and those of its activities. */
export function waysOf(state: AnyStateNode): readonly Way[] {
  return [...state.transitions.values()].flat().concat(state.always ?? []).map((transition) => ({
    from: state,
    event: transition.eventType,
    guard: transition.guard,
    targets: transition.target ?? [],
    actions: transition.actions,
    reenter: transition.reenter,
    ...('delay' in transition ? { delay: transition.delay } : {}),
  }));
}

/** Every action that a state names: on entry, on exit, on the way in to its first child, and on its transitions. */
export function actionPlaces(state: AnyStateNode): readonly ActionPlace[] {
  const at = (event: string | undefined) => (action: unknown): ActionPlace => ({ state, action, event });
  return [
    ...[...state.entry, ...state.exit, ...state.initial.actions].map(at(undefined)),
    ...waysOf(state).flatMap((way) => way.actions.map(at(way.event === '' ? undefined : way.event))),
  ];
}

/** The name and params of an action written by name; `undefined` for one built by XState or a function. */
export function namedAction(action: unknown): { readonly name: string; readonly params: unknown } | undefined {
  if (typeof action === 'string') return { name: action, params: undefined };
  if (typeof action !== 'object' || action === null || !('type' in action) || typeof action.type !== 'string') return undefined;
  return { name: action.type, params: 'params' in action ? action.params : undefined };
}
