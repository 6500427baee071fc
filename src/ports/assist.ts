import type { AssistSaid } from '../model/assist-said.js';
import type { RequiredSkill } from '../model/required-skill.js';

/**
 * A contact centre that has a router of its own: a contact is handed over to it, and what becomes of it there comes back as what it says. It may say so late, twice and
 * out of order. Members stand in life-cycle order; it has `receive` and `verify`, or `open`.
 */
export interface Assist {
  readonly contract: 1;
  /** the technology or product, as in `webhook` */
  readonly name: string;
  /** Starts listening, for a transport of its own. The promise that `deliver` returns settles when all of it is durably kept; acknowledge to the other side only then. */
  open?(deliver: AssistDeliver): Promise<void>;
  /** Hands one contact over; called again with the same `item` after a failure or a crash, when the router has it once all the same. Stops early when `signal` aborts. */
  hand(work: AssistWork, io: AssistIo): Promise<AssistHanded>;
  /** Tells the router to let go of a contact; one that it does not have, or not any more, is not an error. Rejects where it could not be told. */
  takeBack(what: AssistContact, io: AssistIo): Promise<void>;
  /** True only for a request that the router signed, judged on the raw bytes. */
  verify?(request: Request, bytes: Uint8Array): Promise<boolean>;
  /** One request of the router into what it says; handshakes answer through `response`. */
  receive?(request: Request, bytes: Uint8Array): AssistReceived | Promise<AssistReceived>;
  /** Lets go of everything; may be called twice. */
  close(): Promise<void>;
}

/** What every call is given beside its content: `signal` aborts at the call's time-out and when the orchestrator closes. */
export interface AssistIo { readonly signal: AbortSignal }
/** Names a contact: the same at every call, and what the router names it by in all that it says. */
export interface AssistContact { readonly item: string; readonly tenant: string }

/** A contact on its way to a router elsewhere. */
export interface AssistWork extends AssistContact {
  readonly customer: string;
  readonly queue: string;
  /** where the customer was heard last */
  readonly channel: string;
  readonly reason: string;
  /** 0 to 10, higher is more urgent */
  readonly priority: number;
  readonly skills: readonly RequiredSkill[];
  /** when the customer began to wait, epoch milliseconds */
  readonly since: number;
  /** when an answer that was promised is at risk, and when it is late; epoch milliseconds */
  readonly promised?: { readonly riskAt: number; readonly dueAt: number };
  /** what the host sends along for the person who helps, as JSON; nothing of the customer goes out but by this */
  readonly packet?: object;
}

/** Whether a router took a contact. `refused`: it never will, with its code; `retry`: it may later. */
export type AssistHanded = { readonly status: 'taken' } | { readonly status: 'refused'; readonly code: string } | { readonly status: 'retry'; readonly retryAfterMs?: number };

/** What a router says; `tenant` where one serves several. */
export type AssistHeard = AssistSaid & { readonly tenant?: string };
/** One part of a request that could not be read: kept as a dead letter with its reason, so that the router need not send the others again. */
export interface AssistUnreadable { readonly kind: 'unreadable'; readonly id: string; readonly reason: string; readonly tenant?: string }
/** What one request of a router says, and the answer it wants where 200 is not enough. */
export interface AssistReceived { readonly heard: readonly (AssistHeard | AssistUnreadable)[]; readonly response?: Response }
/** Hands over what a router says; rejects with a JourneyError where it was not kept. */
export type AssistDeliver = (heard: readonly AssistHeard[]) => Promise<void>;
