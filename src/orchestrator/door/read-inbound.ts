import { z } from 'zod';
import { JourneyError } from '../../errors/index.js';

const item = { id: z.string(), tenant: z.unknown().optional() };
const sender = { ...item, from: z.unknown(), namespace: z.unknown().optional(), verified: z.unknown().optional(), at: z.unknown().optional(), conversation: z.unknown().optional() };

// what the door judges by itself, such as an address or a time, is left to it
const heardSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), ...sender, text: z.string() }),
  z.object({ kind: z.literal('event'), ...sender, event: z.object({ type: z.unknown(), data: z.unknown() }) }),
  z.object({ kind: z.literal('receipt'), ...item, providerId: z.string(), state: z.enum(['delivered', 'read', 'clicked', 'failed']), machine: z.unknown().optional(), code: z.unknown().optional(), at: z.unknown().optional() }),
  z.object({ kind: z.literal('unreadable'), ...item, reason: z.unknown() }),
]);

/** What a channel heard, as far as it may be believed before it has come through the door. */
export type HeardItem = z.output<typeof heardSchema>;

/** Reads the list a channel delivers: an adapter is somebody's code, and what it hands on is often word for word its provider's. InvalidInput. */
export function readList(inbound: unknown): readonly unknown[] {
  if (Array.isArray(inbound)) return inbound;
  throw new JourneyError('InvalidInput', 'A channel delivers a list of what it heard.', { path: '' });
}

/** Reads one item that a channel delivers, once; InvalidInput names the field at fault and never what it holds. */
export function readInbound(given: unknown): HeardItem {
  const read = attempt(given);
  if (typeof read !== 'string') return read;
  throw new JourneyError('InvalidInput', `What the channel delivered is no item that a channel may deliver${read === '' ? '' : ` (at ${read})`}.`, { path: read });
}

/** the item, or the place at fault; a getter may throw anything, also while its fault is put into words */
function attempt(given: unknown): HeardItem | string {
  try {
    const parsed = heardSchema.safeParse(given);
    return parsed.success ? parsed.data : parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  } catch {
    return '';
  }
}
