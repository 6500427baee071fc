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

/** What a person of the host found of a message that was not clear, as the data of `consent.reviewed`. */
export const consentReviewedSchema = z.strictObject({
  channel: z.string().min(1).max(255),
  /** the message's id, as `consent.unclear` and the briefing name it */
  event: z.string().min(1).max(1_000),
  /** it asks for no more messages */
  stop: z.boolean(),
  /** where it is written down; up to 2,000 UTF-16 units */
  evidence: z.string().max(2_000).optional(),
});
/** What a person of the host found of a message that was not clear. */
export type ConsentReviewed = z.input<typeof consentReviewedSchema>;

/** A message that may ask for no more messages, which a person has not looked at yet. */
export interface UnclearStop {
  readonly channel: string;
  /** its id */
  readonly event: string;
  /** epoch milliseconds, store's clock */
  readonly at: number;
}

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
