import { z } from 'zod';
import { days, hours, minutes, seconds } from './duration.js';

/** The times that first responses are counted by, each up to and with it, milliseconds; the bands of urgency are among them. What took longer is counted behind the last. */
export const responseSteps: readonly number[] = [
  ...[1, 2, 5, 10, 20, 30].map(seconds), ...[1, 2, 5, 10, 20, 30].map(minutes), ...[1, 2, 4, 8, 12].map(hours), ...[1, 2, 4, 7].map(days),
];

/** How long customers waited for the first response on one channel, day by day, as it is kept. */
export const responseTallySchema = z.strictObject({
  channel: z.string().min(1).max(255),
  /** ascending; `day` counted since 1970-01-01 UTC, `counts` one for each of `responseSteps` and one for what took longer */
  days: z.array(z.strictObject({ day: z.int(), counts: z.array(z.int().min(0)).length(responseSteps.length + 1).readonly() }).readonly()).readonly(),
}).readonly();
/** How long customers waited for the first response on one channel, day by day. */
export type ResponseTally = z.output<typeof responseTallySchema>;
