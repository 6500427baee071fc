import { z } from 'zod';

/**
 * What a channel can carry. `text`, `buttons`, `media`, `template`: content it can send. `receipts`: it reports delivery.
 * `inbound`: customers can write or call through it. `live`: both sides are there at the same time.
 */
export const capabilitySchema = z.enum(['text', 'buttons', 'media', 'template', 'receipts', 'inbound', 'live']);
/** One thing that a channel can carry. */
export type Capability = z.infer<typeof capabilitySchema>;
