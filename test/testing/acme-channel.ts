import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { isRetryable, JourneyError } from '../../src/errors/index.js';
import { parseIdentity } from '../../src/model/identity.js';
import { readJson, type Channel, type Deliver, type Inbound, type Outbound, type SendResult } from '../../src/ports/index.js';
import { createExchange, handshakeToken, outsideOf, sign, type Exchange, type Reference } from './acme-exchange.js';
import type { Answer } from '../../src/testing/index.js';

export const maxTextLength = 1_600;
const item = z.union([
  z.object({ receipt: z.enum(['delivered', 'read', 'failed']), of: z.string() }),
  z.object({ id: z.string(), from: z.string(), text: z.string(), at: z.number(), thread: z.string() }),
  z.object({ id: z.string(), own: z.literal(true) }),
]);
const body = z.object({ items: z.array(z.unknown()).min(1) });

/** A channel that keeps every clause, with both ways in and all that can be declared; and the other side of its wire. */
export function createReference(): Reference {
  const exchange = createExchange();
  return { channel: createAcmeChannel(exchange), outside: outsideOf(exchange), exchange };
}

function createAcmeChannel(exchange: Exchange): Channel {
  const ending = new AbortController();
  return {
    contract: 1,
    name: 'acme',
    identityNamespace: 'phone',
    capabilities: { text: true, buttons: true, media: true, template: true, receipts: true, inbound: true },
    limits: { maxTextLength, perSecond: 100 },
    open: async (deliver) => { exchange.line = (bytes) => hear(bytes, deliver); },
    verify: async (request, bytes) => (request.method === 'GET' ? new URL(request.url).searchParams.get('token') === handshakeToken : isSigned(request, bytes)),
    receive: (request, bytes) => (request.method === 'GET'
      ? { inbound: [], response: new Response(new URL(request.url).searchParams.get('challenge'), { headers: { 'content-type': 'text/plain' } }) }
      : { inbound: readItems(bytes) }),
    send: (message, { signal }) => send(message, exchange, { signal, ending: ending.signal }),
    close: async () => {
      exchange.line = undefined;
      ending.abort();
    },
  };
}

async function hear(bytes: Uint8Array, deliver: Deliver): Promise<Answer> {
  try {
    await deliver(readItems(bytes));
    return 'taken';
  } catch (error) {
    return isRetryable(error) ? 'again' : 'refused';
  }
}

function readItems(bytes: Uint8Array): readonly Inbound[] {
  const read = body.safeParse(readJson(bytes));
  if (!read.success) throw new JourneyError('InvalidPayload', 'The body has no items.');
  return read.data.items.flatMap((one, at) => toInbound(item.safeParse(one), at));
}

function toInbound(read: z.ZodSafeParseResult<z.infer<typeof item>>, at: number): readonly Inbound[] {
  if (!read.success) return [{ kind: 'unreadable', id: `item ${at}`, reason: 'no item of this exchange' }];
  if ('receipt' in read.data) return [{ kind: 'receipt', id: `${read.data.of}:${read.data.receipt}`, providerId: read.data.of, state: read.data.receipt }];
  if ('own' in read.data) return [];
  const { id, from, text, at: time, thread } = read.data;
  return [{ kind: 'message', id, from: parseIdentity({ namespace: 'phone', value: from }).value, text, at: time, conversation: thread }];
}

async function send(message: Outbound, exchange: Exchange, { signal, ending }: { readonly signal: AbortSignal; readonly ending: AbortSignal }): Promise<SendResult> {
  if (ending.aborted) throw new JourneyError('Closed', 'The channel is closed.');
  signal.throwIfAborted();
  if (message.text.length > maxTextLength) return { status: 'refused', code: 'text-too-long' };
  if (!isNumber(message.to)) return { status: 'refused', code: 'no-number' };
  const { conversation, subject: _subject, ...post } = message;
  try {
    const { status, id, waitMs = 1_000 } = await exchange.post({ ...post, ...(conversation !== undefined && { thread: conversation }) }, AbortSignal.any([signal, ending]));
    if (status === 429) return { status: 'retry', retryAfterMs: waitMs };
    return status === 200 ? { status: 'sent', providerId: id } : { status: 'refused', code: `status-${status}` };
  } catch {
    signal.throwIfAborted();
    return { status: 'retry' };
  }
}

function isNumber(to: string): boolean {
  try {
    return parseIdentity({ namespace: 'phone', value: to }).value === to;
  } catch {
    return false;
  }
}

function isSigned(request: Request, bytes: Uint8Array): boolean {
  const [given, right] = [Buffer.from(request.headers.get('x-signature') ?? ''), Buffer.from(sign(bytes))];
  return given.length === right.length && timingSafeEqual(given, right);
}
