import type { Root } from './checked.js';
import type { Problem } from './problem.js';

/** A state's children as its author wrote them. */
export type States<N> = N extends { readonly states: infer S } ? S : {};

/** A transition's target: a state beside this one, `.child` inside it, or `#id` anywhere (checked when the journey is defined). */
export type CheckedTarget<T, Siblings, N> =
  T extends `#${string}` ? unknown
  : T extends `.${infer Path}` ? (Exists<Path, States<N>> extends true ? unknown : Problem<`there is no state '${T}' inside this state`>)
  : T extends string ? (Siblings extends Root ? Problem<`the journey itself has no states beside it; write '.${T}'`> : Exists<T, Siblings> extends true ? unknown : Problem<`there is no state '${T}' beside this state`>)
  : unknown;

type Exists<Path extends string, S> =
  Path extends keyof S ? true
  : Path extends `${infer Head}.${infer Rest}` ? (Head extends keyof S ? Exists<Rest, States<S[Head]>> : false)
  : false;
