import assert from 'node:assert/strict';
import type { Channel, Deliver, Received } from '../../ports/channel.js';
import type { Answer } from './channel-harness.js';

/** A request as a channel sees it: its body was read before. */
export interface ReadRequest { readonly request: Request; readonly bytes: Uint8Array }

/** Takes a provider's request through a channel as the webhook handler does: bytes, signature, what it says, one item after the other. */
export async function carryRequest(channel: Channel, given: Request, deliver: Deliver): Promise<Answer> {
  const { request, bytes } = await readRequest(given);
  if (channel.verify !== undefined) assert.equal(await channel.verify(request, bytes), true, 'a genuine request was turned away');
  for (const item of (await receivedOf(channel, { request, bytes })).inbound) await deliver([item]);
  return 'taken';
}

export async function readRequest(request: Request): Promise<ReadRequest> {
  return { request, bytes: new Uint8Array(await request.arrayBuffer()) };
}

export async function receivedOf(channel: Channel, { request, bytes }: ReadRequest): Promise<Received> {
  assert(channel.receive !== undefined, 'the channel has no `receive`');
  return channel.receive(request, bytes);
}
