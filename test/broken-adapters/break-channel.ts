import type { Channel, Deliver, Inbound, Outbound, SendResult } from '../../src/ports/index.js';
import type { ChannelUnderTest, Outside } from '../../src/testing/index.js';
import type { Exchange, Reference } from '../testing/acme-exchange.js';

/** A channel that breaks one clause; `fails` are the cases that must notice, and no others may. */
export interface BrokenChannel {
  readonly name: string;
  readonly fails: string;
  /** makes the way to break one, so that what several channels share begins anew in every run */
  readonly begin: () => (reference: Reference) => ChannelUnderTest;
}

type Members = Partial<Channel>;
type Send = (message: Outbound, io: { readonly signal: AbortSignal }) => Promise<SendResult>;

/** Has other members. */
export function breakMembers(name: string, fails: string, members: (channel: Channel, exchange: Exchange) => Members): BrokenChannel {
  return { name, fails, begin: () => ({ channel, outside, exchange }) => ({ outside, channel: { ...channel, ...members(channel, exchange) } }) };
}

/** Is judged with another outside, or declares what it is not. */
export function breakBoth(name: string, fails: string, edit: (channel: Channel, outside: Outside) => ChannelUnderTest): BrokenChannel {
  return { name, fails, begin: () => ({ channel, outside }) => edit(channel, outside) };
}

/** Sends in another way; `send` is the sound one. */
export function breakSend(name: string, fails: string, other: (send: Send, exchange: Exchange) => Send): BrokenChannel {
  return breakMembers(name, fails, (channel, exchange) => ({ send: other(sendOf(channel), exchange) }));
}

/** Sends other messages than it was given. */
export function breakMessages(name: string, fails: string, edit: (message: Outbound) => Outbound): BrokenChannel {
  return breakSend(name, fails, (send) => (message, io) => send(edit(message), io));
}

/** Answers something else than what came of a message. */
export function breakResults(name: string, fails: string, edit: (result: SendResult, message: Outbound) => SendResult): BrokenChannel {
  return breakSend(name, fails, (send) => async (message, io) => edit(await send(message, io), message));
}

/** Hands over other items than came in, on both ways. */
export function breakItems(name: string, fails: string, edit: (item: Inbound) => Inbound | readonly Inbound[]): BrokenChannel {
  return breakMembers(name, fails, ({ open, receive }) => ({
    open: async (deliver: Deliver) => open?.((inbound) => deliver(inbound.flatMap(edit))),
    async receive(request: Request, bytes: Uint8Array) {
      const received = (await receive?.(request, bytes)) ?? { inbound: [] };
      return { ...received, inbound: received.inbound.flatMap(edit) };
    },
  }));
}

/** Hands over messages that are changed. */
export function breakHeard(name: string, fails: string, edit: (message: Extract<Inbound, { readonly kind: 'message' }>) => Inbound): BrokenChannel {
  return breakItems(name, fails, (item) => (item.kind === 'message' ? edit(item) : item));
}

/** Hands over receipts that are changed. */
export function breakReceipts(name: string, fails: string, edit: (receipt: Extract<Inbound, { readonly kind: 'receipt' }>) => Inbound): BrokenChannel {
  return breakItems(name, fails, (item) => (item.kind === 'receipt' ? edit(item) : item));
}

/** Deals with its line in another way. */
export function breakLine(name: string, fails: string, other: (line: NonNullable<Exchange['line']>, deliver: Deliver, exchange: Exchange) => Exchange['line']): BrokenChannel {
  return breakMembers(name, fails, (channel, exchange) => ({
    open: async (deliver: Deliver) => {
      await channel.open?.(deliver);
      if (exchange.line !== undefined) exchange.line = other(exchange.line, deliver, exchange);
    },
  }));
}

export function sendOf({ send }: Channel): Send {
  if (send === undefined) throw new Error('the channel sends nothing');
  return send;
}
