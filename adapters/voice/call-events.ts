import { z } from 'zod';

const call = z.string().regex(/^[\x21-\x7e]{1,128}$/);
const name = z.string().min(1).max(255);
const durationS = z.number().nonnegative();

/**
 * The events of a call with their data, for a journey to name those it listens to: `events: { 'call.ended': callEvents['call.ended'] }`.
 * `call` is the id of the call at its provider; durations are in seconds.
 */
export const callEvents = {
  'call.ringing': z.object({ call, direction: z.enum(['in', 'out']).optional() }),
  'call.answered': z.object({ call, by: name.optional() }),
  /** keys pressed on the phone */
  'call.keyed': z.object({ call, digits: z.string().regex(/^[0-9*#A-D]{1,64}$/) }),
  'call.transferred': z.object({ call, to: name }),
  'call.ended': z.object({ call, reason: z.enum(['completed', 'busy', 'no-answer', 'failed', 'cancelled']).optional(), durationS: durationS.optional() }),
  /** a reference that the provider understands, never the recording */
  'call.recorded': z.object({ call, recording: name, durationS: durationS.optional() }),
} as const;

/** The types of events of a call. */
export type CallEventType = keyof typeof callEvents;

/** Asks whether an event type is one of a call. */
export const isCallEvent = (type: string): type is CallEventType => Object.hasOwn(callEvents, type);
