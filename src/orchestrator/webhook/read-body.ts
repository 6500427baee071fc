import { JourneyError } from '../../errors/index.js';
import type { Clock } from '../../ports/clock.js';
import type { WebhookLimits } from './webhook-limits.js';

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * Gives the bytes as they were sent, for the signature to be judged on. Errors: `TooLarge` as soon as the limit is passed,
 * `Timeout` where the rest is late, `RawBodyRequired` where somebody has read the body before.
 */
export async function readBody(request: Request, clock: Clock, limits: WebhookLimits): Promise<Uint8Array> {
  const announced = announcedBytes(request);
  if (announced > limits.bodyBytes) throw tooLarge(limits);
  const reader = openBody(request);
  const bytes = reader === undefined ? new Uint8Array() : await readWithin(reader, clock, limits);
  if (bytes.length === 0 && (announced > 0 || request.headers.has('transfer-encoding'))) throw rawBodyRequired();
  return bytes;
}

function announcedBytes(request: Request): number {
  const length = request.headers.get('content-length');
  return length === null ? 0 : Number(length) || 0;
}

function openBody(request: Request): Reader | undefined {
  if (request.bodyUsed) throw rawBodyRequired();
  if (request.body?.locked === true) throw rawBodyRequired();
  return request.body?.getReader();
}

async function readWithin(reader: Reader, clock: Clock, limits: WebhookLimits): Promise<Uint8Array> {
  let stopWaiting = (): void => {};
  const late = new Promise<never>((_, reject) => {
    stopWaiting = clock.after(limits.readMs, () => reject(new JourneyError('Timeout', 'The body did not come in time; send it again.', { limit: limits.readMs })));
  });
  try {
    return await Promise.race([collect(reader, limits), late]);
  } finally {
    stopWaiting();
    reader.cancel().catch(() => {});
  }
}

async function collect(reader: Reader, limits: WebhookLimits): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await readPart(reader); part !== undefined; part = await readPart(reader)) {
    size += part.length;
    if (size > limits.bodyBytes) throw tooLarge(limits);
    chunks.push(part);
  }
  return join(chunks, size);
}

async function readPart(reader: Reader): Promise<Uint8Array | undefined> {
  try {
    const part = await reader.read();
    return part.done ? undefined : part.value;
  } catch {
    throw new JourneyError('InvalidInput', 'The body ended before it was complete; send it again.');
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const tooLarge = (limits: WebhookLimits): JourneyError => new JourneyError('TooLarge', 'The body is larger than a webhook may send, in bytes.', { limit: limits.bodyBytes });
const rawBodyRequired = (): JourneyError => new JourneyError('RawBodyRequired', 'The body was read before the webhook handler; put the handler in front of body parsers.');
