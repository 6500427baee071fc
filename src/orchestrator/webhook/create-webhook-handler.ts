import { JourneyError, type JourneyErrorCode } from '../../errors/index.js';
import type { Channel, Deliver, Received } from '../../ports/channel.js';
import type { Clock } from '../../ports/clock.js';
import { checkContentType, checkHeaders } from './check-headers.js';
import { deliverEach } from './deliver-each.js';
import { readBody } from './read-body.js';
import { answerDelivered, answerError } from './webhook-answer.js';
import { defaultWebhookLimits, type WebhookLimits } from './webhook-limits.js';

/** What a webhook needs to turn requests of one channel's provider into accepted events. */
export interface WebhookOptions {
  readonly channel: Channel;
  /** settles when all of it is durably accepted */
  readonly deliver: Deliver;
  readonly clock: Clock;
  readonly limits?: Partial<WebhookLimits>;
  /** `transport`: only the provider can reach this route (mutual TLS, a private network), so a channel without `verify` may be served */
  readonly senderProvedBy?: 'signature' | 'transport';
  /** told of every request that was not answered with success, for counting; it must not throw */
  readonly onRefused?: (refusal: WebhookRefusal) => void;
}

/** One request that was turned away: safe to log. */
export interface WebhookRefusal { readonly channel: string; readonly status: number; readonly code?: JourneyErrorCode }

/** One request of a provider in, one answer out; it never rejects. */
export type WebhookHandler = (request: Request) => Promise<Response>;

/**
 * Makes the request side of a channel: raw bytes, then the signature, then what they say, then the commit, and only then success.
 * Throws `InvalidOptions` for a channel that takes no requests, and for one that cannot tell who sent them unless the transport does.
 */
export function createWebhookHandler(options: WebhookOptions): WebhookHandler {
  checkChannel(options);
  return async (request) => {
    try {
      return await handle(request, options);
    } catch (error) {
      const known = JourneyError.is(error) ? error : channelFailed(options.channel, error);
      return tell(options, answerError(known), known.code);
    }
  };
}

function checkChannel({ channel, senderProvedBy }: WebhookOptions): void {
  const facts = { channel: channel.name };
  if (channel.receive === undefined) throw new JourneyError('InvalidOptions', 'The channel takes no requests; it has no `receive`.', facts);
  if (channel.verify === undefined && senderProvedBy !== 'transport') {
    throw new JourneyError('InvalidOptions', 'The channel cannot tell who sent a request; give it `verify`, or say that the transport proves the sender.', facts);
  }
}

async function handle(request: Request, options: WebhookOptions): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'POST') return tell(options, new Response(null, { status: 405, headers: { allow: 'GET, POST' } }));
  const bytes = await readRequest(request, options);
  if (!(await verified(request, bytes, options.channel))) return tell(options, new Response(null, { status: 401 }));
  const { inbound, response } = await received(request, bytes, options.channel);
  const delivered = await deliverEach(inbound, options.deliver);
  const answer = answerDelivered(delivered, response);
  return answer.status >= 400 ? tell(options, answer) : answer;
}

async function readRequest(request: Request, { clock, limits }: WebhookOptions): Promise<Uint8Array> {
  if (request.method === 'GET') return new Uint8Array();
  checkHeaders(request);
  const bytes = await readBody(request, clock, { ...defaultWebhookLimits, ...limits });
  checkContentType(request, bytes);
  return bytes;
}

async function verified(request: Request, bytes: Uint8Array, channel: Channel): Promise<boolean> {
  if (channel.verify === undefined) return true;
  return (await channel.verify(request, bytes)) === true;
}

async function received(request: Request, bytes: Uint8Array, channel: Channel): Promise<Received> {
  try {
    return (await channel.receive?.(request, bytes)) ?? { inbound: [] };
  } catch (error) {
    // the cause may quote the body, so only that it failed is kept
    throw JourneyError.is(error) ? error : new JourneyError('InvalidPayload', 'The channel could not read the request.', { channel: channel.name });
  }
}

function tell(options: WebhookOptions, response: Response, code?: JourneyErrorCode): Response {
  options.onRefused?.({ channel: options.channel.name, status: response.status, ...(code === undefined ? {} : { code }) });
  return response;
}

const channelFailed = (channel: Channel, cause: unknown): JourneyError => new JourneyError('ChannelFailed', 'The channel failed while it took a request.', { channel: channel.name }, cause);
