import { z } from 'zod';

const countSchema = z.int().min(0);
const nameSchema = z.string().min(1).max(255);

/** How the issues of one intent ended on one channel, day by day, as it is kept; only of issues whose recontact window has passed. */
export const successTallySchema = z.strictObject({
  intent: nameSchema,
  channel: nameSchema,
  /** ascending; `day` counted since 1970-01-01 UTC. Whole numbers, so that the sum of any parts in any order is the same */
  days: z.array(z.strictObject({ day: z.int(), issues: countSchema, solved: countSchema }).readonly()).readonly(),
}).readonly();
/** How the issues of one intent ended on one channel, day by day. */
export type SuccessTally = z.output<typeof successTallySchema>;
/** The issues of one day. */
export type SuccessDay = SuccessTally['days'][number];
