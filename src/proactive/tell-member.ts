import { JourneyError } from '../errors/index.js';
import type { WhoInput } from '../model/who.js';
import type { Inside } from '../orchestrator/inside.js';
import { sleep } from '../orchestrator/sleep.js';

/** An event for one of many: the same id for all of them, told once to each customer. */
export interface MemberEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly data: object;
  readonly who: WhoInput;
  readonly occurredAt?: number | string;
  readonly tenant?: string;
}
/** `before`: this customer has heard it already; `refused`: nobody can be found by this identity; `stopped`: the signal aborted before the door had room. */
export interface Told { readonly did: 'told' | 'before' | 'refused' | 'stopped'; readonly customer?: string }
/** What ends the wait at a busy door, and the figure that grows by one with each customer who is told. */
export interface Telling { readonly signal: AbortSignal | undefined; readonly counter?: string }

/** Brings one event to one member, waiting while the door is busy. What is wrong with this member alone is told as `fault`; all else is thrown. */
export async function tellMember({ parts, ready }: Inside, event: MemberEvent, { signal, counter }: Telling): Promise<Told> {
  const { runtime, accept, tenantRequired } = parts;
  try {
    for (;;) {
      const receipt = await ready(() => accept(event, { origin: 'host', tenantRequired, once: 'customer', ...(counter !== undefined && { counter }) }));
      const who = receipt.customer === undefined ? {} : { customer: receipt.customer };
      if (receipt.status === 'duplicate') return { did: 'before', ...who };
      if (receipt.status === 'ignored' && receipt.reason === 'UnknownEvent') throw new JourneyError('UnknownEvent', `Nobody can hear of '${event.type}': no journey declares it, and no rule of intents names it.`);
      if (receipt.status !== 'busy') return { did: 'told', ...who };
      await sleep(runtime.clock, receipt.retryAfterMs, signal);
      if (signal?.aborted === true) return { did: 'stopped' };
    }
  } catch (error) {
    if (!JourneyError.is(error) || !ofMember.includes(error.code)) throw error;
    runtime.tell('fault', { where: `telling '${event.type}' to one of many`, code: error.code, error });
    return { did: 'refused' };
  }
}

/** No reason to keep it from the others. */
const ofMember: readonly string[] = ['InvalidIdentity', 'AmbiguousCustomer', 'UnknownCustomer', 'Erased'];

/** All have ended before the first that failed is told: none is left behind that still works. */
export async function allOf<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
