import type { EventDescriptor } from 'xstate';
import type { CheckedActions } from './checked-actions.js';
import type { CheckedTarget } from './checked-target.js';
import type { JourneyConfig, StateConfig } from './journey-config.js';
import type { FieldProblems } from './field-problems.js';
import type { JourneyWords } from './journey-words.js';
import type { Problem } from './problem.js';

/**
 * What XState's own createMachine lets through, as sentences in the place of the mistake: unknown events, targets, delays, effects,
 * actions, guards and keys. Everything that is right is `unknown` here, so that the config's own types alone guide the editor.
 */
export type Checked<N, W extends JourneyWords> = CheckedState<N, W, Root, keyof JourneyConfig<W>>;

/** stands for the states beside the root state, of which there are none */
export interface Root { readonly root: never }

type CheckedState<N, W extends JourneyWords, Siblings, Keys> = {
  [K in keyof N]:
    K extends 'states' ? { [S in keyof N[K]]: CheckedState<N[K][S], W, N[K], keyof StateConfig<W>> }
    : K extends 'on' ? { [E in keyof N[K]]: E extends EventDescriptor<W['event']> ? CheckedTransitions<N[K][E], W, Siblings, N> : Problem<`'${E & string}' is not an event of this journey`> }
    : K extends 'after' ? { [D in keyof N[K]]: D extends W['delay'] | number ? CheckedTransitions<N[K][D], W, Siblings, N> : Problem<`'${D & string}' is not a delay of this journey`> }
    : K extends 'always' | 'onDone' ? CheckedTransitions<N[K], W, Siblings, N>
    : K extends 'invoke' ? CheckedInvokes<N[K], W, Siblings, N>
    : K extends 'entry' | 'exit' ? CheckedActions<N[K], W>
    : K extends 'initial' ? CheckedInitial<N[K], W, N>
    : K extends Keys ? unknown
    : Problem<`a state has no '${K & string}'`>;
};

/** the right answer is spelled out here: `unknown` would let the compiler widen the name before it is compared */
type CheckedInitial<I, W extends JourneyWords, N> =
  N extends { readonly states: infer Children }
    ? I extends keyof Children ? keyof Children
    : I extends { readonly target: infer T } ? { [K in keyof I]: K extends 'target' ? CheckedInitial<T, W, N> : K extends 'actions' ? CheckedActions<I[K], W> : unknown }
    : Problem<`there is no state '${I & string}' inside this state`>
  : unknown;

type CheckedInvokes<I, W extends JourneyWords, Siblings, N> =
  I extends readonly unknown[] ? { [K in keyof I as K extends `${number}` ? K : never]: CheckedInvoke<I[K], W, Siblings, N> } : CheckedInvoke<I, W, Siblings, N>;

type CheckedInvoke<I, W extends JourneyWords, Siblings, N> =
  I extends { readonly src: infer Name extends string }
    ? Name extends keyof W['activities']
      ? { [K in keyof I]:
          K extends 'onDone' | 'onError' ? CheckedTransitions<I[K], W, Siblings, N>
          : K extends 'input' ? CheckedInput<I[K], W['activities'][Name]['input']>
          : K extends 'src' | 'id' ? unknown
          : Problem<`an activity of a journey has no '${K & string}'`> }
        & (I extends { readonly input: unknown } ? unknown : { readonly input: W['activities'][Name]['input'] })
      : { readonly src: Problem<`'${Name}' is not an activity of this journey`> }
  : { readonly src: Problem<'name an activity of this journey'> };

type CheckedInput<I, P> = I extends (...args: never[]) => infer Given ? (Given extends P ? unknown : (...args: never[]) => P) : I extends P ? unknown : FieldProblems<I, P, 'input'>;

type CheckedTransitions<T, W extends JourneyWords, Siblings, N> =
  T extends string ? CheckedTarget<T, Siblings, N>
  : T extends readonly unknown[] ? { [K in keyof T as K extends `${number}` ? K : never]: CheckedTransitions<T[K], W, Siblings, N> }
  : { [K in keyof T]:
      K extends 'target' ? (T[K] extends readonly unknown[] ? { [I in keyof T[K] as I extends `${number}` ? I : never]: CheckedTarget<T[K][I], Siblings, N> } : CheckedTarget<T[K], Siblings, N>)
      : K extends 'actions' ? CheckedActions<T[K], W>
      : K extends 'guard' ? CheckedGuard<T[K], W>
      : K extends 'reenter' | 'description' | 'meta' ? unknown
      : Problem<`a transition has no '${K & string}'`> };

type CheckedGuard<G, W extends JourneyWords> =
  G extends (...args: never[]) => unknown ? unknown
  : G extends string ? (G extends keyof W['guards'] ? (undefined extends W['guards'][G] ? unknown : Problem<`guard '${G}' needs params`>) : Problem<`'${G}' is not a guard of this journey`>)
  : G extends { readonly type: infer Name extends string }
    ? (Name extends keyof W['guards'] ? CheckedParams<G, Name, W['guards'][Name]> : { readonly type: Problem<`'${Name}' is not a guard of this journey`> })
  : unknown;

type CheckedParams<G, Name extends string, P> =
  G extends { readonly params: (...args: never[]) => infer Given } ? (Given extends P ? unknown : { readonly params: (...args: never[]) => P })
  : G extends { readonly params: infer Given } ? (Given extends P ? unknown : { readonly params: FieldProblems<Given, P, Name> })
  : undefined extends P ? unknown : { readonly params: Problem<`guard '${Name}' needs params`> };
