import { z } from 'zod';

/** The data of `channel.chosen`, for the events of a journey that names the effect `steer`: `channel` where one was chosen, `until` when one opens where none was, epoch milliseconds. */
export const channelChosen = z.object({
  verdict: z.enum(['chosen', 'none']),
  because: z.enum(['proven', 'explored', 'assisted', 'all-closed', 'no-way']),
  channel: z.string().optional(),
  /** what would do as well, best first */
  alternatives: z.array(z.string()),
  intent: z.string().optional(),
  until: z.number().optional(),
});
