import type { DoneActorEvent, DoneStateEvent, ErrorActorEvent, EventDescriptor, EventObject, ExtractEvent } from 'xstate';
import type { BuiltAction, BuiltGuard, JourneyWords, Params, StateMeta } from './journey-words.js';

/** Who is expected to act next while a state is active; clocks and work lists read it. */
export type Turn = 'waiting for customer' | 'waiting for us';

/**
 * One state as its author writes it: XState's own shape without what cannot be stored (spawned children, `systemId`,
 * `onSnapshot`, inline logic). Names that do not exist pass here and are told by `Checked`, which has the better sentence.
 */
export interface StateConfig<W extends JourneyWords> {
  readonly id?: string;
  readonly type?: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  readonly description?: string;
  readonly tags?: OneOrMany<Turn>;
  readonly meta?: StateMeta<W['event']['type']>;
  readonly history?: 'shallow' | 'deep' | boolean;
  readonly target?: string;
  readonly initial?: string | InitialConfig<W>;
  readonly entry?: Actions<W, W['event']>;
  readonly invoke?: OneOrMany<InvokeConfig<W>>;
  readonly on?: Loose<{ readonly [T in EventDescriptor<W['event']>]?: Transitions<W, ExtractEvent<W['event'], T>> }>;
  readonly after?: { readonly [D in W['delay'] | number]?: Transitions<W, W['event']> };
  readonly always?: Transitions<W, W['event']>;
  readonly onDone?: Transitions<W, DoneStateEvent>;
  readonly exit?: Actions<W, W['event']>;
  readonly output?: {} | null | ((at: { readonly context: W['context']; readonly event: W['event'] }) => unknown);
  readonly states?: { readonly [name: string]: StateConfig<W> };
}

/** A whole journey's states: the root state, and how its facts begin. */
export interface JourneyConfig<W extends JourneyWords> extends StateConfig<W> {
  readonly context: W['context'] | ((start: { readonly input: W['input'] }) => W['context']);
}

export interface InitialConfig<W extends JourneyWords> { readonly target: string; readonly actions?: Actions<W, W['event']>; readonly description?: string }

export interface TransitionConfig<W extends JourneyWords, Event extends EventObject> {
  readonly guard?: Guard<W, Event>;
  readonly target?: OneOrMany<string>;
  readonly actions?: Actions<W, Event>;
  readonly reenter?: boolean;
  readonly description?: string;
  readonly meta?: { readonly [note: string]: unknown };
}

export type InvokeConfig<W extends JourneyWords> =
  | { [Name in keyof W['activities'] & string]: InvokeOf<W, Name> }[keyof W['activities'] & string]
  | { readonly src: keyof W['activities'] | (string & {}) | object; readonly id?: string; readonly input?: {}; readonly onDone?: {}; readonly onError?: {}; readonly [misspelt: string]: unknown };

interface InvokeOf<W extends JourneyWords, Name extends keyof W['activities'] & string> {
  readonly src: Name;
  /** names this call within the machine; say it where the state may be renamed while runs are under way */
  readonly id?: string;
  readonly input: W['activities'][Name]['input'] | ((at: { readonly context: W['context']; readonly event: W['event'] }) => W['activities'][Name]['input']);
  readonly onDone?: Transitions<W, DoneActorEvent<W['activities'][Name]['output']>>;
  readonly onError?: Transitions<W, ErrorActorEvent>;
}

type OneOrMany<T> = T | readonly T[];
type Transitions<W extends JourneyWords, Event extends EventObject> = OneOrMany<string | undefined | Loose<TransitionConfig<W, Event>>>;
/** lets a misspelt key through to `Checked`, also where it is the only one */
type Loose<T> = T & { readonly [misspelt: string]: unknown };
type Actions<W extends JourneyWords, Event extends EventObject> = OneOrMany<Reference<W['context'], Event, W['actions']> | AnyName<keyof W['actions']> | BuiltAction<W, Event>>;
type Guard<W extends JourneyWords, Event extends EventObject> = Reference<W['context'], Event, W['guards']> | AnyName<keyof W['guards']> | BuiltGuard<W, Event>;

/** names an action or a guard; `AnyName` beside it lets a wrong one through to `Checked` and keeps completion in editors */
type Reference<Context, Event, Words extends Params> = { [K in keyof Words & string]: NamedWith<K, Words[K], Context, Event> }[keyof Words & string];
type NamedWith<K, P, Context, Event> =
  | (undefined extends P ? K : never)
  | { readonly type: K; readonly params: P | ((at: { readonly context: Context; readonly event: Event }) => P) };
type AnyName<Known> = (string & {}) | { readonly type: Known | (string & {}); readonly params?: {} | null };
