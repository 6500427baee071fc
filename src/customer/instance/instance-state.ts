import type { StoredSnapshot } from '../../journey/step/step-contract.js';
import type { InstanceId } from '../../model/instance-id.js';
import type { DataClass } from '../../model/data-class.js';
import type { Contact } from '../../model/journey-event.js';

/** One running journey of one customer. */
export interface InstanceState {
  readonly id: InstanceId;
  /** it began with another customer who was merged into this one: its timer rows carry its whole id */
  readonly moved?: true;
  /** its number among the customer's runs of this journey */
  readonly run: number;
  readonly journey: string;
  readonly version: number;
  /** correlation key, where the journey declares one */
  readonly key?: string;
  readonly startedAt: number;
  /** steps so far: part of its effects' keys */
  readonly steps: number;
  readonly snapshot: StoredSnapshot;
  readonly timers: readonly TimerState[];
  /** effect key of each invoked activity that has not answered, by invoke id */
  readonly invoked: { readonly [invokeId: string]: string };
  readonly deferred: readonly DeferredEvent[];
  /** where its facts came from, each of them once */
  readonly origins: readonly FactsOrigin[];
  readonly goals: { readonly [name: string]: number };
  /** effect key of the last message sent under each name */
  readonly sends?: { readonly [as: string]: string };
  /** an exit event came and its timing is `action`: it leaves before it next acts */
  readonly leaving?: { readonly reason: string };
  /** an event that could not be handled: what comes later waits behind it */
  readonly parked?: { readonly id: string; readonly cause: string; readonly at: number };
  readonly lastEvent?: LastEvent;
}

export interface TimerState {
  /** `<journey>/<run>#x:<machine's id>`, `#ttl`, `#s:<schedule>` or `#d:<deferred event>` */
  readonly id: string;
  readonly due: number;
  /** of a wait by business hours that may change: from when they count */
  readonly since?: number;
  /** it is not its end that is due, but the next look at whether an emergency goes on */
  readonly looks?: true;
  /** what the machine is given when it ends; absent where that is an event of the timer's own name and nothing more */
  readonly event?: { readonly type: string } & Record<string, unknown>;
}
export interface DeferredEvent { readonly id: string; readonly type: string; readonly data: unknown; readonly at: number; readonly via?: Contact; readonly verified?: true; readonly until: number }
/** Which touchpoint a fact came from. */
export interface FactOrigin {
  readonly at: number;
  /** the event's type, or what answered */
  readonly event: string;
  readonly channel?: string;
  /** the conversation over all channels */
  readonly thread?: string;
  /** a system said it, or a person whose identity was proven in that contact */
  readonly verified?: true;
  /** where the fact was known before under a stricter class than this journey declares, that class */
  readonly dataClass?: DataClass;
  /** whose contact it was, where several customers were merged into one */
  readonly origin?: string;
}

/** The facts that came from one touchpoint: most steps tell several at once, and a parked journey is not to hold their origin once for each. */
export interface FactsOrigin { readonly facts: readonly string[]; readonly from: FactOrigin }

/** What the last event did and why, for `explain`. */
export interface LastEvent { readonly type: string; readonly at: number; readonly did: Fate; readonly because: string }
/** What became of an event with one instance. */
export type Fate = 'started' | 'moved' | 'stayed' | 'ended' | 'deferred' | 'ignored' | 'parked';
