import { z } from 'zod';
import type { RequestFormat } from '../../src/ports/read-parts.js';

const id = z.string().min(1).max(255);
const sender = { id, from: z.string(), verified: z.literal(true).exactOptional(), at: z.int().exactOptional(), conversation: z.string().exactOptional() };

/** As it was sent: what the door refuses, such as a key `__proto__`, must reach it. */
const data = z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('message'), ...sender, text: z.string() }),
  z.strictObject({ kind: z.literal('receipt'), id, providerId: z.string().min(1), state: z.enum(['delivered', 'read', 'clicked', 'failed']), machine: z.literal(true).exactOptional(), code: z.string().exactOptional(), at: z.int().exactOptional() }),
  z.strictObject({ kind: z.literal('event'), ...sender, event: z.strictObject({ type: z.string(), data }) }),
]);

const bodySchema = z.strictObject({ account: z.string().exactOptional(), items: z.array(z.unknown()) });
const partSchema = z.object({ account: z.string().exactOptional(), item: z.unknown() });

/** The JSON that this channel reads where no other format is given: `{ account?, items: [...] }`, as its README says. */
export const itemFormat: RequestFormat = {
  body: 'json',
  parts: (body) => {
    const { items, ...account } = bodySchema.parse(body);
    return items.map((item) => ({ ...account, item }));
  },
  idOf: (part) => z.object({ item: z.object({ id }) }).safeParse(part).data?.item.id,
  accountOf: (part) => partSchema.parse(part).account,
  read: (part) => itemSchema.parse(partSchema.parse(part).item),
};
