import type { StoredValue } from '../journey/step/step-contract.js';
import type { ContactReason } from '../model/contact-reason.js';

interface About { readonly tenant: string; readonly customer: string; readonly at: number }
interface OfInstance extends About { readonly instance: string; readonly journey: string }

/** What a commit made true, told to the host afterwards through the orchestrator's events. Ids only: no texts, no addresses. */
export interface Notices {
  'journey.started': OfInstance & { readonly version: number };
  'journey.moved': OfInstance & { readonly from: StoredValue; readonly to: StoredValue; readonly event: string };
  'journey.ended': OfInstance & { readonly reason: string };
  'journey.emitted': OfInstance & { readonly event: { readonly type: string } & Record<string, unknown> };
  'goal.reached': OfInstance & { readonly goal: string };
  'event.ignored': OfInstance & { readonly event: string; readonly because: string };
  'event.deferred': OfInstance & { readonly event: string; readonly until: number };
  'event.parked': About & { readonly journey: string; readonly instance?: string; readonly parked: string; readonly cause: string };
  'message.decided': OfInstance & { readonly key: string; readonly channel: string };
  /** `next`: what its journey does then */
  'message.suppressed': OfInstance & { readonly channel: string; readonly reason: string; readonly next: 'continue' | 'exit' };
  /** a message may not go yet; it is decided again at `until`, store's clock, epoch milliseconds */
  'message.waits': OfInstance & { readonly key: string; readonly channel: string; readonly reason: ContactReason | 'best-time'; readonly until: number };
  /** a message may ask for no more messages, and stopped nothing: a person must look at it; `event` is its id */
  'consent.unclear': About & { readonly channel: string; readonly event: string };
  'handoff.decided': OfInstance & { readonly key: string; readonly queue: string; readonly reason: string };
  /** a journey's facts have passed the size that deserves a look, in bytes of JSON; refused at `limits.contextBytes` */
  'facts.large': OfInstance & { readonly bytes: number };
  /** two customers turned out to be one: `merged` is from now on `customer` */
  'customer.merged': About & { readonly merge: string; readonly merged: string };
  /** a merge was undone: `merged` is a customer of their own again */
  'customer.parted': About & { readonly merge: string; readonly merged: string };
  /** a conversation over all channels began, or went on over another channel (`from`), or a call is ringing: the moment to ask for the briefing */
  'conversation.began': About & { readonly thread: string; readonly channel: string; readonly direction: 'in' | 'out'; readonly from?: string; /** of one that came in: the event's id */ readonly event?: string };
  /** a customer takes part in an experiment from now on */
  'experiment.assigned': About & { readonly experiment: string; readonly arm: string };
  'metric.recorded': OfInstance & { readonly metric: string; readonly value: number };
}
export type Notice = { [K in keyof Notices]: { readonly type: K; readonly notice: Notices[K] } }[keyof Notices];
