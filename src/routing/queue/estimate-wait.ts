import { z } from 'zod';
import { seconds } from '../../model/duration.js';
import { readConfig } from '../../model/read-config.js';

/** What a queue is like now, for whoever asks how long it takes. */
export interface QueueNow {
  /** those who will be served before: of no lower score */
  readonly ahead: number;
  /** those who could answer at once */
  readonly free: number;
  /** everybody who works for the queue now; `share` is the part of their time it gets, 1 over the number of their queues where nothing better is known */
  readonly agents: readonly { readonly share: number }[];
  /** how long a contact takes them, wrap-up included; milliseconds. 90 seconds, give or take as much, where nothing was measured */
  readonly handling?: { readonly meanMs: number; readonly deviationMs: number };
  /** the share of those ahead who give up, 0 to 1; none where absent */
  readonly givingUp?: number;
}

/** How long it takes, from and to; milliseconds. Not known where nobody is there: that is no number, however large. */
export type WaitEstimate = { readonly known: true; readonly fromMs: number; readonly toMs: number } | { readonly known: false; readonly because: 'nobody-there' };

const figure = z.number().min(0);
const nowSchema = z.strictObject({
  ahead: figure, free: figure, agents: z.array(z.strictObject({ share: z.number().min(0).max(1) }).readonly()).readonly(),
  handling: z.strictObject({ meanMs: figure, deviationMs: figure }).readonly().exactOptional(), givingUp: z.number().min(0).max(1).exactOptional(),
});
const unmeasured = { meanMs: seconds(90), deviationMs: seconds(90) };
/** of ten waits about eight lie between these many deviations of the mean */
const deviations = 1.28;

/**
 * How long somebody has still to wait (care-rules 3.10), as a range that about eight of ten waits lie in. Of those ahead some give up; each of the others, and the
 * one who asks, needs an agent who becomes free, which happens as often as the agents together end a contact. InvalidOptions.
 */
export function estimateWait(now: QueueNow): WaitEstimate {
  const { ahead, free, agents, handling = unmeasured, givingUp = 0 } = readConfig<QueueNow>(nowSchema, now, 'queueNow');
  const working = agents.reduce((sum, { share }) => sum + share, 0);
  if (!(working > 0)) return { known: false, because: 'nobody-there' };
  const turns = Math.max(0, Math.max(0, ahead) * (1 - givingUp) + 1 - free);
  const meanMs = (turns * handling.meanMs) / working;
  const spreadMs = (deviations * Math.sqrt(turns) * handling.deviationMs) / working;
  return { known: true, fromMs: Math.max(0, meanMs - spreadMs), toMs: meanMs + spreadMs };
}
