import { JourneyError } from '../../src/errors/index.js';
import type { Channel, ChannelLimits, Outbound, Received, SendResult } from '../../src/ports/channel.js';
import { readParts } from '../../src/ports/read-parts.js';
import { itemFormat } from './item-format.js';
import { postMessage } from './post-message.js';
import { checkConfig, readOutbound, type OutboundSettings, type WebhookChannelConfig, type WebhookInbound, type WebhookOutbound } from './webhook-channel-config.js';

interface In {
  verify(request: Request, bytes: Uint8Array): Promise<boolean>;
  receive(request: Request, bytes: Uint8Array): Received;
}
interface Out {
  readonly limits: ChannelLimits;
  send(message: Outbound, io: { readonly signal: AbortSignal }): Promise<SendResult>;
}
type Sends = { readonly text: true; readonly buttons: true; readonly media: true; readonly template: true };

type Webhook<Can> = Omit<Channel, 'capabilities' | 'name' | keyof In | keyof Out> & { readonly name: 'webhook'; readonly capabilities: Can };

/** A channel over webhooks that customers are heard through. */
export type WebhookInboundChannel = Webhook<{ readonly inbound: true }> & In;
/** A channel over webhooks that customers are written to through. */
export type WebhookOutboundChannel = Webhook<Sends> & Out;
/** A channel over webhooks, both ways. */
export type WebhookChannel = Webhook<Sends & { readonly inbound: true; readonly receipts: true }> & In & Out;

/**
 * Makes a channel out of signed requests: a provider's come in by the orchestrator's `handler`, our messages go out to one address. Errors:
 * `InvalidOptions` for a configuration that cannot be served safely, `WebhookSecretInvalid` for a secret that is missing or too short.
 */
export function createWebhookChannel(config: WebhookChannelConfig & { readonly inbound: WebhookInbound; readonly outbound: WebhookOutbound }): WebhookChannel;
export function createWebhookChannel(config: WebhookChannelConfig & { readonly inbound: WebhookInbound; readonly outbound?: never }): WebhookInboundChannel;
export function createWebhookChannel(config: WebhookChannelConfig & { readonly outbound: WebhookOutbound; readonly inbound?: never }): WebhookOutboundChannel;
export function createWebhookChannel(config: WebhookChannelConfig): Channel {
  checkConfig(config);
  const { inbound, outbound, identityNamespace } = config;
  const closing = new AbortController();
  return {
    contract: 1,
    name: 'webhook',
    identityNamespace,
    capabilities: {
      ...(outbound !== undefined && { text: true, buttons: true, media: true, template: true }),
      ...(inbound !== undefined && { inbound: true }),
      ...(inbound !== undefined && outbound !== undefined && { receipts: true }),
    },
    ...(inbound !== undefined && wayIn(inbound, closing.signal)),
    ...(outbound !== undefined && wayOut(readOutbound(outbound), closing.signal)),
    close: async () => closing.abort(closed()),
  };
}

function wayIn({ verifier, format = itemFormat, accounts, strict = false }: WebhookInbound, closing: AbortSignal): In {
  return {
    verify: (request, bytes) => verifier.verify(request, bytes),
    receive: (request, bytes) => {
      closing.throwIfAborted();
      const response = verifier.handshake?.(request, bytes);
      if (response !== undefined) return { inbound: [], response };
      if (request.method !== 'POST') return { inbound: [], response: new Response(null, { status: 405, headers: { allow: 'POST' } }) };
      return { inbound: readParts({ request, bytes, strict }, format, accounts) };
    },
  };
}

function wayOut(settings: OutboundSettings, closing: AbortSignal): Out {
  const { maxTextLength, perSecond } = settings;
  return {
    limits: { ...(maxTextLength !== undefined && { maxTextLength }), ...(perSecond !== undefined && { perSecond }) },
    send: async (message, { signal }) => {
      if (message.text.length > (maxTextLength ?? Infinity)) return { status: 'refused', code: 'text-too-long' };
      return postMessage(message, settings, AbortSignal.any([signal, closing]));
    },
  };
}

const closed = (): JourneyError => new JourneyError('Closed', 'The webhook channel is closed.', { channel: 'webhook' });
