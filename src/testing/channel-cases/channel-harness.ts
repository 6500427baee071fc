import type { Channel } from '../../ports/channel.js';

/** What a kit of channel cases needs of the channel under test; all that can be guessed is, and capabilities are read from the channel itself. */
export interface ChannelHarness {
  /** a fresh channel, not opened yet, with the other side of its wire; called once for every case */
  create(): ChannelUnderTest | Promise<ChannelUnderTest>;
  /** how long the cases wait for what must come, milliseconds; default 5,000 */
  readonly patienceMs?: number;
  /** how long the cases listen for what must not come, milliseconds; default 50 */
  readonly quietMs?: number;
}

/** A channel and what its cases do on the other side of the wire. */
export interface ChannelUnderTest { readonly channel: Channel; readonly outside: Outside }

/** What a customer says. `id` stands for one act: said again with the same one, it is the provider's second delivery. */
export interface Said { readonly id: string; readonly from: string; readonly text: string }

/** What reached a customer. At a retry everything in it must be the same, `wire` too, where the harness gives more to compare. */
export interface Arrived {
  readonly to: string;
  readonly text: string;
  /** by which the receiver knows the second one, where the technology carries such a thing */
  readonly key?: string;
  readonly buttons?: readonly string[];
  readonly mediaUrl?: string;
  readonly template?: string;
  readonly wire?: string;
}

/** How the channel answered over its own transport: accepted, to be sent again, never to be sent again; `taken` also where the technology answers nothing. */
export type Answer = 'taken' | 'again' | 'refused';
/** Something brought to the channel: the answer to it, or the provider's request that carries it. */
export type Brought = Answer | Request;

/** The other side of the wire: the provider and its customers. What is absent is skipped visibly, unless the channel declares it. */
export interface Outside {
  /** addresses of two people; default made from `identityNamespace` */
  readonly people?: readonly [string, string];
  /** what customers bring: words, or events such as calls; default `messages` */
  readonly brings?: 'messages' | 'events';
  /** spaces and line ends that the technology itself takes out of a text before the channel sees it; default none */
  readonly loses?: readonly ('within' | 'around')[];
  /** lets both people be there; called when the channel is open */
  begin?(): Promise<void> | void;
  /** what has reached both people so far, in order */
  received?(): readonly Arrived[] | Promise<readonly Arrived[]>;
  /** a customer says something over the channel's own transport; resolves with the channel's answer. After `again`, the same `id` is the delivery that the channel asked for: where the other side makes it by itself, say nothing new and wait for it */
  say?(said: Said): Promise<Answer>;
  /** the provider's signed request that carries what a customer says */
  request?(said: Said): Request | Promise<Request>;
  /** the same request by somebody who does not have the secret */
  forge?(said: Said): Request | Promise<Request>;
  /** one request with all of it; in the place of `unreadable` an item that nobody can read */
  together?(items: readonly (Said | 'unreadable')[]): Request | Promise<Request>;
  /** a request that only asks whether the route is ours */
  handshake?(): Request | Promise<Request>;
  /** a customer answers what arrived, in its thread; absent where the technology has none */
  reply?(arrived: Arrived, said: Said): Brought | Promise<Brought>;
  /** the provider shows us what we sent ourselves */
  echo?(arrived: Arrived): Brought | Promise<Brought>;
  /** a stranger writes these bytes to the channel's own transport, over a line of their own */
  pour?(bytes: Uint8Array): Promise<void> | void;
  /** what the provider says became of a message, by the provider's id */
  readonly report?: {
    /** it reached the person's device */
    delivered?(providerId: string): Brought | Promise<Brought>;
    /** the person has seen it */
    read?(providerId: string): Brought | Promise<Brought>;
    /** it will never arrive */
    failed?(providerId: string): Brought | Promise<Brought>;
  };
  readonly trouble?: Trouble;
  /** takes the outside away after the case; the channel is closed by then */
  dispose?(): Promise<void> | void;
}

/** What can go wrong out there; each lasts until `none`. */
export interface Trouble {
  /** nobody can be reached, or the provider says that it cannot */
  down?(): Promise<void> | void;
  /** too much was sent; resolves with the wait that the provider names, milliseconds, where it names one */
  rate?(): Promise<number | void> | number | void;
  /** the provider will never take this */
  refuse?(): Promise<void> | void;
  /** the provider takes what is sent and does not answer */
  slow?(): Promise<void> | void;
  /** all is well again; resolves when the channel can send, so not before a line of its own is back */
  none(): Promise<void> | void;
}
