import type { ChannelNeeds, SendParams } from '../model/effect.js';
import type { FieldProblems } from './field-problems.js';
import type { JourneyWords } from './journey-words.js';
import type { Problem } from './problem.js';

/** One action or a list of them: each must name an effect or an action of this journey, with params that fit. */
export type CheckedActions<A, W extends JourneyWords> =
  A extends readonly unknown[] ? { [K in keyof A as K extends `${number}` ? K : never]: CheckedAction<A[K], W> } : CheckedAction<A, W>;

type CheckedAction<A, W extends JourneyWords> =
  A extends (...args: never[]) => unknown ? ('_out_TEvent' extends keyof A ? unknown : Problem<'a plain function runs outside of what is stored; name an effect or an action, or write assign'>)
  : A extends string ? (A extends keyof W['actions'] ? (undefined extends W['actions'][A] ? unknown : Problem<`'${A}' needs params`>) : Problem<`'${A}' is not an effect or action of this journey`>)
  : A extends { readonly type: infer Name extends string }
    ? Name extends keyof W['actions'] ? CheckedParams<A, Name, W['actions'][Name], W>
    : { readonly type: Problem<`'${Name}' is not an effect or action of this journey`> }
  : unknown;

type CheckedParams<A, Name extends string, P, W extends JourneyWords> =
  A extends { readonly params: (...args: never[]) => infer Given }
    ? Name extends 'send' | 'remember' ? { readonly params: Problem<`params of '${Name}' are data, not a function`> }
    : Given extends P ? unknown : { readonly params: (...args: never[]) => P }
  : A extends { readonly params: infer Given }
    ? Given extends P ? unknown
    : Name extends 'send' ? { readonly params: SendProblem<Given, W['needs']> }
    : Name extends 'remember' ? { readonly params: RememberProblem<Given, W['context']> }
    : { readonly params: FieldProblems<Given, P, Name> }
  : undefined extends P ? unknown : { readonly params: Problem<`'${Name}' needs params`> };

type SendProblem<P, N extends ChannelNeeds> =
  P extends { readonly channel: infer C extends string }
    ? C extends 'best' ? Purposeful<P, FieldProblems<P, BestSend<N>, 'send'>>
    : C extends keyof N ? Purposeful<P, ChannelSend<P, C, N>>
    : { readonly channel: Problem<`'${C}' is not a channel of this journey`> }
  : { readonly channel: Problem<"say which channel, or 'best'"> };

type Purposeful<P, Then> = P extends { readonly purpose: unknown } ? Then : { readonly purpose: Problem<"say why you write: 'transactional', 'service', 'survey' or 'marketing'"> };

type BestSend<N extends ChannelNeeds> = Extract<SendParams<N>, { readonly channel: 'best' }>;

type ChannelSend<P, C extends string, N extends ChannelNeeds> =
  'buttons' extends keyof P ? 'buttons' extends N[C][number] ? Content<P, C, N> : { readonly buttons: Problem<`channel '${C}' is declared without 'buttons'`> } : Content<P, C, N>;

type Content<P, C extends string, N extends ChannelNeeds> =
  'mediaUrl' extends keyof P ? 'media' extends N[C][number] ? Text<P, C, N> : { readonly mediaUrl: Problem<`channel '${C}' is declared without 'media'`> } : Text<P, C, N>;

type Text<P, C extends string, N extends ChannelNeeds> =
  'text' extends keyof P ? 'template' extends keyof P ? { readonly text: Problem<"say 'text' or 'template', not both"> } : FieldProblems<P, Extract<SendParams<N>, { readonly channel: C; readonly text: string }>, 'send'>
  : 'template' extends keyof P ? FieldProblems<P, Extract<SendParams<N>, { readonly channel: C; readonly template: string }>, 'send'>
  : { readonly template: Problem<"say what to write: 'template' or 'text'"> };

type RememberProblem<P, Facts> =
  P extends { readonly facts: infer F extends readonly unknown[] } ? { readonly facts: { [K in keyof F as K extends `${number}` ? K : never]: F[K] extends keyof Facts ? unknown : Problem<`'${F[K] & string}' is not a fact of this journey`> } }
  : { readonly facts: readonly (keyof Facts)[] };
