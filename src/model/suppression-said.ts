import { z } from 'zod';

const channel = z.string().min(1).max(255);
const reason = z.string().min(1).max(100);

/** What a host says of an address that must not be written to, as the data of `suppression.added`; `*` stands for every channel. */
export const suppressionSaidSchema = z.strictObject({
  channel,
  /** all where absent, also what has to be sent */
  purposes: z.array(z.enum(['transactional', 'service', 'survey', 'marketing'])).min(1).readonly().exactOptional(),
  /** a word for people and figures, such as `bounced`; never an address; up to 100 UTF-16 units */
  reason,
  /** epoch milliseconds; for good where absent */
  until: z.number().exactOptional(),
});
/** What a host says of an address that must not be written to. */
export type SuppressionSaid = z.input<typeof suppressionSaidSchema>;

/** Which of them are lifted, as the data of `suppression.lifted`: those of a channel with this reason, or all of that channel. */
export const suppressionLiftedSchema = z.strictObject({ channel, reason: reason.exactOptional() });
/** Which suppressions are lifted. */
export type SuppressionLifted = z.input<typeof suppressionLiftedSchema>;
