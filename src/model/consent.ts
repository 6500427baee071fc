import { z } from 'zod';

/** What a host says of a customer's consent, as the data of `consent.given` and `consent.withdrawn`; `*` stands for every channel or purpose. */
export const consentSaidSchema = z.strictObject({
  channel: z.string().min(1).max(255),
  purpose: z.enum(['transactional', 'service', 'survey', 'marketing', '*']),
  /** where it is written down: a form, a call's recording, a letter; up to 2,000 UTF-16 units */
  evidence: z.string().max(2_000).optional(),
});
/** What a host says of a customer's consent on one channel for one purpose. */
export type ConsentSaid = z.input<typeof consentSaidSchema>;

/** One statement about consent as it is kept: what was said last on one channel for one purpose. */
export interface Consent {
  /** a channel's name with the host, or `*` */
  readonly channel: string;
  readonly purpose: ConsentSaid['purpose'];
  readonly state: 'given' | 'withdrawn';
  /** when the customer said it, epoch milliseconds; never later than it was accepted */
  readonly at: number;
  /** who told us: the event's source */
  readonly source: string;
  readonly evidence?: string;
}
