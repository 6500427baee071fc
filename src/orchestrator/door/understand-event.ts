import { checkArrival, type Arrival } from '../../customer/decide-event.js';
import { withoutHints } from '../../customer/intent/note-intent.js';
import { readIntent } from '../../customer/intent/read-intent.js';
import { statePaths } from '../../customer/state-paths.js';
import type { Turn } from '../../customer/turn.js';
import type { HeardIntent } from '../../model/intent-reading.js';
import type { CallWithTimeOut } from '../call-with-time-out.js';

/** What a host sees when it is asked what a message means. */
export interface Heard<Id extends string = string> {
  readonly type: string;
  readonly data: any;
  readonly channel?: string;
  readonly conversation?: string;
  /** what the customer most likely wants, where the host reads intents */
  readonly intent?: HeardIntent;
  readonly customer: HeardCustomer<Id>;
}
export interface HeardCustomer<Id extends string = string> {
  readonly id: string;
  readonly identities: readonly string[];
  readonly profile: { readonly locale?: string; readonly name?: string; readonly timeZone?: string; readonly country?: string };
  /** the running journeys, with the states they are in as paths and what they know */
  readonly journeys: readonly { readonly instance: string; readonly journey: Id; readonly where: readonly string[]; readonly facts: { readonly [fact: string]: any } }[];
}
/** One journey event, several, or none: what came in stands for itself. */
export type Meaning<E> = E | readonly E[] | undefined;
/** Names the journey events in what came in. */
export type Understand<M, Id extends string = string> = (heard: Heard<Id>, io: { readonly signal: AbortSignal }) => M | Promise<M>;
export type UnderstandEvent = (arrival: Arrival, turn: Turn) => Promise<readonly { readonly type: string; readonly data: object }[] | undefined>;

type Named = { readonly type: string; readonly data: object };

/** Asks the host what a message or another event of a channel means, within a time; what it names is checked like any event. */
export function createUnderstandEvent(understand: Understand<Meaning<Named>> | undefined, { callWithTimeOut, timeoutMs }: { readonly callWithTimeOut: CallWithTimeOut; readonly timeoutMs: number }): UnderstandEvent {
  return async (arrival, turn) => {
    if (understand === undefined) return undefined;
    const heard = toHeard(arrival, turn);
    const named = await callWithTimeOut(timeoutMs, async (io) => understand(heard, io));
    if (named === undefined) return undefined;
    return (Array.isArray(named) ? named : [named]).map((event: Named) => ({ type: event.type, data: checkArrival(turn.world, event) }));
  };
}

function toHeard(arrival: Arrival, turn: Turn): Heard {
  const { type, data, via } = arrival;
  const { state } = turn;
  const intent = arrival.intent ?? readIntent(turn, arrival)?.reading;
  return {
    type, data,
    ...(via !== undefined && { channel: via.channel }),
    ...(via?.conversation !== undefined && { conversation: via.conversation }),
    ...(intent !== undefined && { intent: structuredClone(withoutHints(intent)) }),
    customer: {
      id: turn.customer, identities: state.identities, profile: state.profile,
      journeys: state.instances.map((instance) => ({ instance: instance.id, journey: instance.journey, where: statePaths(instance.snapshot.value), facts: structuredClone(instance.snapshot.context) })),
    },
  };
}
