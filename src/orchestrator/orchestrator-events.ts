import type { Briefing } from '../customer/briefing/briefing.js';
import type { Notices } from '../customer/notice.js';
import type { Receipt } from '../model/receipt.js';
import type { JourneyErrorCode } from '../errors/index.js';
import type { PersonalName } from '../model/personal-name.js';

/** What the orchestrator tells the host, after the commit that made it true. Ids, codes and times only, but for `handoff.briefed`. A listener that throws is reported as `fault` and changes nothing. */
export interface OrchestratorEvents extends Notices {
  /** after every `accept`, of the host and of a channel, also for a duplicate and for one that found us busy */
  'event.answered': { readonly tenant: string; readonly customer?: string; readonly source: string; readonly id: string; readonly type: string; readonly receipt: Receipt };
  /**
   * what came in was refused for good: an event of the host (`accept`), an item of a channel (`channel`) or a whole request (`webhook`, also where it is to
   * be sent again). It is counted nowhere in the store, or strangers could write there without end; the channel is the host's name for it
   */
  'input.refused': { readonly door: 'accept' | 'channel' | 'webhook'; readonly channel?: string; readonly code?: JourneyErrorCode; readonly status?: number };
  /** a person was called, with the briefing as `handoffRole` sees it; after a crash it may be told twice. The one event that carries texts */
  'handoff.briefed': { readonly tenant: string; readonly customer: string; readonly at: number; readonly key: string; readonly instance: string; readonly queue: string; readonly briefing: Briefing };
  /** an event of the host has an id, a source or a type that looks like an address or a secret: those stand in logs and keys; told once for each kind of both, without the name */
  'name.personal': { readonly name: 'id' | 'source' | 'type'; readonly looks: PersonalName };
  /** copies of several versions of this package work in one process, this one among them; told once, at the start */
  'versions.mixed': { readonly versions: readonly string[] };
  /** a customer was erased, by this process; told once more where it was asked for again */
  'customer.erased': { readonly tenant: string; readonly customer: string; readonly at: number };
  /** a delay, or an effect that was in hand, was of somebody who has been erased: it came to nothing, and nothing of it is kept. Events are told as `input.refused` */
  'erased.late': { readonly tenant: string; readonly customer: string; readonly what: 'delay' | 'effect' };
  'message.sent': Dispatched & { readonly channel: string };
  /** a channel brought a receipt for a message that this store never sent */
  'receipt.unknown': { readonly tenant: string; readonly channel: string; readonly id: string };
  'effect.retried': Dispatched & { readonly code: string; readonly inMs: number };
  'effect.dead': Dispatched & { readonly code: string };
  'effect.dropped': Dispatched & { readonly because: string };
  /** what a look-up in the CRM gave stands in the briefing now; `unavailable`: it was asked twice and gave nothing that could be used */
  'crm.answered': { readonly tenant: string; readonly customer: string; readonly at: number; readonly status: 'known' | 'unknown there' | 'ambiguous' | 'unavailable' };
  'circuit.opened': { readonly target: string; readonly waitMs: number };
  'circuit.closed': { readonly target: string };
  'definition.paused': { readonly journey: string };
  'definition.resumed': { readonly journey: string };
  'definition.stopped': { readonly journey: string };
  /** something of the host's or an adapter's broke where nobody waits for an answer */
  'fault': { readonly where: string; readonly code: JourneyErrorCode | 'Unknown'; readonly error: unknown };
}
interface Dispatched { readonly tenant: string; readonly customer: string; readonly key: string; readonly kind: string; readonly attempt: number }

/** Tells one event to whoever listens. */
export type Tell = <K extends keyof OrchestratorEvents>(type: K, what: OrchestratorEvents[K]) => void;
