import type { Capability } from '../model/capability.js';
import type { Purpose } from '../model/effect.js';

/**
 * Where a person can be reached. An adapter is named after its technology and its factory ends in `as const satisfies Channel`; members stand in life-cycle order.
 *
 * @example
 * {@includeCode ../../examples/telegram/telegram-channel.ts}
 */
export interface Channel {
  readonly contract: 1;
  /** the technology, as in `websocket` */
  readonly name: string;
  /** which of a customer's identities is the address here: `phone`, `email`, `user`, ... */
  readonly identityNamespace: string;
  readonly capabilities: { readonly [K in Capability]?: true };
  readonly limits?: ChannelLimits;
  /** Starts listening, for a transport of its own. The promise that `deliver` returns settles when all of it is durably accepted; acknowledge to the other side only then. */
  open?(deliver: Deliver): Promise<void>;
  /** True only for a request this provider signed, judged on the raw bytes; absent where the transport itself proves the sender. */
  verify?(request: Request, bytes: Uint8Array): Promise<boolean>;
  /** One provider request into what it says; own echoes give nothing. Handshakes answer through `response`. */
  receive?(request: Request, bytes: Uint8Array): Received | Promise<Received>;
  /** Sends once; called again with the same `key` and the same content after a failure or a crash. Stops early when `signal` aborts. */
  send?(message: Outbound, io: { readonly signal: AbortSignal }): Promise<SendResult>;
  /** Lets go of everything; may be called twice. */
  close(): Promise<void>;
}

/** What the technology allows; longer texts are refused when the step is decided, faster sending is slowed down. */
export interface ChannelLimits {
  /** UTF-16 units of one text */
  readonly maxTextLength?: number;
  /** messages a second over all customers */
  readonly perSecond?: number;
}

/** Hands over what came in; rejects with a JourneyError where an item was not accepted. */
export type Deliver = (inbound: readonly Inbound[]) => Promise<void>;
/** What one provider request says, and the answer it wants where 200 is not enough. */
export interface Received { readonly inbound: readonly Inbound[]; readonly response?: Response }

/** One message on its way out: rendered when it was decided, the same at every retry. */
export interface Outbound {
  /** the receiver can ignore the second one with the same key */
  readonly key: string;
  /** the customer's identity value in the channel's namespace */
  readonly to: string;
  /** the thread it belongs to, where the customer opened one on this channel */
  readonly conversation?: string;
  readonly text: string;
  /** why it is sent: a mail of marketing or a survey can be ended with one click, for example */
  readonly purpose?: Purpose;
  readonly subject?: string;
  readonly buttons?: readonly string[];
  readonly mediaUrl?: string;
  /** the provider's template to use instead of free text, where the channel needs one */
  readonly template?: string;
}

/** What became of one send. */
export type SendResult =
  | { readonly status: 'sent'; readonly providerId: string }
  /** will never succeed; becomes `message.failed` with the code as reason */
  | { readonly status: 'refused'; readonly code: string }
  /** may succeed later; `retryAfterMs` is kept to where the provider names one. `recipient-away`: only this customer is out of reach, so the channel stays open for others */
  | { readonly status: 'retry'; readonly retryAfterMs?: number; readonly because?: 'recipient-away' };

/**
 * What a provider tells us. `id` is the provider's own and the same at its every retry; times are epoch milliseconds; `tenant` where one
 * adapter serves several. `verified`: the transport proved that `from` sent it, as a log-in does and the From line of an e-mail does not.
 * `machine`: a machine opened or followed it, such as a mail filter, so that nobody has read it. `code`: why it failed, in a word such as `bounced`.
 * `namespace`: what `from` is where it is not an address of the channel's own namespace, as of a caller who withholds the number.
 */
export type Inbound =
  | { readonly kind: 'message'; readonly id: string; readonly from: string; readonly namespace?: string; readonly text: string; readonly verified?: true; readonly at?: number; readonly conversation?: string; readonly tenant?: string }
  | { readonly kind: 'receipt'; readonly id: string; readonly providerId: string; readonly state: 'delivered' | 'read' | 'clicked' | 'failed'; readonly machine?: true; readonly code?: string; readonly at?: number; readonly tenant?: string }
  | { readonly kind: 'event'; readonly id: string; readonly from: string; readonly namespace?: string; readonly event: { readonly type: string; readonly data: object }; readonly verified?: true; readonly at?: number; readonly conversation?: string; readonly tenant?: string }
  /** one item of several that could not be read: kept as a dead letter with its reason, so that the provider need not send the others again */
  | { readonly kind: 'unreadable'; readonly id: string; readonly reason: string; readonly tenant?: string };
