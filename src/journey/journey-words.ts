import type { ActionFunction, DelayConfig, EventObject, MachineContext, ParameterizedObject, PromiseActorLogic } from 'xstate';
import type { GuardPredicate } from 'xstate/guards';
import type { ActivityMap } from '../model/activity.js';
import type { ChannelNeeds, Effects } from '../model/effect.js';
import type { EventSchemas, EventsOf } from '../model/journey-event.js';
import type { FactMap, FactsOf } from '../model/fact.js';
import type { Unhandled } from '../model/declaration.js';
import type { DatePath, Wait } from '../model/wait.js';
import type { ActivityTypes } from './journey.js';
import type { JourneyInput } from './journey-input.js';

/** Params by name, of actions or of guards; `undefined` where a name takes none. */
export type Params = { readonly [name: string]: ParameterizedObject['params'] | undefined };

/** Copies fields of the same name from the event's data, or from an activity's output, into the facts. */
export interface RememberParams<Fact extends string = string> { readonly facts: readonly Fact[] }

/** Every effect a journey may name: those that act on the outside, and `remember`. */
export type JourneyEffects<E extends EventSchemas, F extends FactMap, N extends ChannelNeeds> = Effects<N, keyof E & string> & { remember: RememberParams<keyof F & string> };

/** The words one journey's machine is written in, as one type parameter in place of ten. */
export interface JourneyWords {
  readonly context: MachineContext;
  readonly event: EventObject;
  readonly input: unknown;
  readonly actions: Params;
  readonly guards: Params;
  readonly delay: string;
  readonly needs: ChannelNeeds;
  readonly activities: { readonly [name: string]: { readonly input: unknown; readonly output: unknown } };
}

/** The words that a declaration alone gives, before the author's own guards, delays and actions. */
export interface DeclaredWords<E extends EventSchemas, F extends FactMap, N extends ChannelNeeds, A extends ActivityMap, On extends keyof E & string> {
  readonly context: FactsOf<F>;
  readonly event: EventsOf<E>;
  readonly input: JourneyInput<Extract<EventsOf<E>, { readonly type: On }>>;
  readonly actions: JourneyEffects<E, F, N>;
  readonly guards: {};
  readonly delay: never;
  readonly needs: N;
  readonly activities: ActivityTypes<A>;
}

/** A declaration's words and the author's own. */
export interface WordsWith<W extends JourneyWords, TA extends Params, TG extends Params, TD extends string> extends JourneyWords {
  readonly context: W['context'];
  readonly event: W['event'];
  readonly input: W['input'];
  readonly actions: W['actions'] & TA;
  readonly guards: TG;
  readonly delay: TD;
  readonly needs: W['needs'];
  readonly activities: W['activities'];
}

/** An action built by XState's `assign`, `raise`, `cancel`, `emit`, `log` or `enqueueActions`. */
export type BuiltAction<W extends JourneyWords, Event extends EventObject, P extends ParameterizedObject['params'] | undefined = undefined> =
  ActionFunction<W['context'], Event, W['event'], P, Actors<W>, Pairs<W['actions']>, Pairs<W['guards']>, W['delay'], EventObject>;
export type BuiltGuard<W extends JourneyWords, Event extends EventObject, P extends ParameterizedObject['params'] | undefined = undefined> =
  GuardPredicate<W['context'], Event, P, Pairs<W['guards']>>;
export type Delay<W extends JourneyWords> = DelayConfig<W['context'], W['event'], undefined, W['event']> | Wait<DatePath<W['context']>>;

/** What a journey's own state may say about itself beyond XState: how events that it does not handle are treated. */
export interface StateMeta<Type extends string = string> {
  readonly unhandled?: { readonly [T in Type]?: Unhandled };
  readonly [note: string]: unknown;
}

type Pairs<M> = { [K in keyof M & string]: { type: K; params: M[K] } }[keyof M & string];
type Actors<W extends JourneyWords> = { [K in keyof W['activities'] & string]: { src: K; logic: PromiseActorLogic<W['activities'][K]['output'], W['activities'][K]['input']>; id: string | undefined } }[keyof W['activities'] & string];
