import { z } from 'zod';
import { JourneyError } from '../errors/index.js';

const name = z.string().min(1).max(255);
/** `order` grows with each thing that is said of one contact: the router's own count, or epoch milliseconds where it has none. */
const common = { id: name, item: name, order: z.number() };

const saidSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.enum(['created', 'queued']), queue: name.exactOptional() }),
  z.strictObject({ ...common, type: z.enum(['offered', 'accepted', 'wrapped-up']), agent: name }),
  z.strictObject({ ...common, type: z.literal('transferred'), to: z.union([z.strictObject({ agent: name }).readonly(), z.strictObject({ queue: name }).readonly()]) }),
  z.strictObject({ ...common, type: z.literal('closed'), because: z.enum(['served', 'abandoned']), agent: name.exactOptional() }),
  z.strictObject({ ...common, type: z.literal('failed') }),
]).readonly();

/**
 * One thing that a router elsewhere says of a contact that was handed over to it: `item` is the contact, `id` is its own name for what it says and the same at every retry.
 * It may come late, twice or out of order. A contact ends there once, as `closed` or as `failed`: nobody there will help.
 */
export type AssistSaid = z.infer<typeof saidSchema>;

/** Reads what a router says; InvalidPayload, which names the place at fault and never what it holds. */
export function readAssistSaid(given: unknown): AssistSaid {
  const read = saidSchema.safeParse(given);
  if (read.success) return read.data;
  throw new JourneyError('InvalidPayload', 'What a router says of a contact cannot be read.', { path: read.error.issues[0]?.path.map(String).join('.') ?? '' });
}

const ranks = ['created', 'queued', 'offered', 'accepted', 'transferred', 'wrapped-up', 'closed', 'failed'] as const satisfies readonly AssistSaid['type'][];

/** What was said last of a contact, as far as it takes to know what is late. */
export type AssistMark = Pick<AssistSaid, 'order' | 'type' | 'id'>;

/** Whether one thing was said after another: by their order, where that is the same by the life of a contact, and then always the same way. */
export function isSaidAfter(one: AssistMark, other: AssistMark): boolean {
  if (one.order !== other.order) return one.order > other.order;
  if (one.type !== other.type) return ranks.indexOf(one.type) > ranks.indexOf(other.type);
  return one.id > other.id;
}
