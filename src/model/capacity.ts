import { z } from 'zod';

/** How much an agent does at once (care-rules 3.4): so many on each channel, so many units in all, or both. */
export interface Capacity {
  /** the most at once, by channel; none on a channel that is not named. Any number where absent */
  readonly perChannel?: { readonly [channel: string]: number };
  /** units in all, and what one contact takes of them; none on a channel that is not named. No bound where absent */
  readonly units?: { readonly total: number; readonly weights: { readonly [channel: string]: number } };
  /** while at work on a channel, which others may be begun; any where the channel is not named. More of the same channel are counted, not refused */
  readonly interrupts?: { readonly [busyWith: string]: readonly string[] };
  /** a thread that rests gives its place back, and may overshoot once it goes on; false where absent */
  readonly pausedFrees?: boolean;
}

const countSchema = z.number().min(0).max(1_000);
export const capacitySchema: z.ZodType<Capacity> = z.strictObject({
  perChannel: z.record(z.string(), z.int().min(0).max(1_000)).readonly().exactOptional(),
  units: z.strictObject({ total: countSchema, weights: z.record(z.string(), z.number().positive().max(1_000)).readonly() }).readonly().exactOptional(),
  interrupts: z.record(z.string(), z.array(z.string()).readonly()).readonly().exactOptional(),
  pausedFrees: z.boolean().exactOptional(),
}).refine(({ perChannel, units }) => perChannel !== undefined || units !== undefined, 'give perChannel or units, else nothing bounds the work');
