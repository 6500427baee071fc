import { z } from 'zod';

/**
 * What a channel can carry. `text`, `buttons`, `media`, `template`: content it can send. `receipts`: it reports delivery.
 * `inbound`: customers can write or call through it. `live`: both sides are there at the same time.
 * `public`: everybody reads it, as a forum or the answer to a review; nothing goes out on it that is made of facts of another class than `public`.
 */
export const capabilitySchema = z.enum(['text', 'buttons', 'media', 'template', 'receipts', 'inbound', 'live', 'public']);
/** One thing that a channel can carry. */
export type Capability = z.infer<typeof capabilitySchema>;
