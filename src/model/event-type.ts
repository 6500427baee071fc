import { JourneyError } from '../errors/index.js';
import type { Limits } from './limits.js';

/** Who brings an event: the host by `accept`, or one of its channels. */
export type EventOrigin = 'host' | 'channel';

/** Beginnings of event types that no host may bring: those of `always` drive a machine from within, those of `channel` are told by channels alone. */
export const reservedEventTypes = {
  always: ['xstate.', '$', 'done.', 'error.', '*', '__', 'journey.', 'timer.'],
  channel: ['message.', 'channel.'],
} as const;

/** Asks whether an event type is the library's own, so that neither a host nor, unless it is a channel's, a journey may define it. */
export function isReservedEventType(type: string, origin: EventOrigin = 'host'): boolean {
  const begins = (start: string): boolean => type.startsWith(start);
  return reservedEventTypes.always.some(begins) || (origin === 'host' && reservedEventTypes.channel.some(begins));
}

/** Refuses an event type that the library keeps to itself (ReservedEventType) or that is not 1-200 of `[A-Za-z0-9._:-]` (InvalidEventType). */
export function checkEventType(type: string, limits: Limits, origin: EventOrigin = 'host'): void {
  if (isReservedEventType(type, origin)) throw new JourneyError('ReservedEventType', 'This event type belongs to the library or to a channel; name the event in the words of the customer, as order.placed.', { path: 'type' });
  if (type.length <= limits.typeLength && allowed.test(type)) return;
  throw new JourneyError('InvalidEventType', `An event type is 1 to ${limits.typeLength} of the characters A-Z, a-z, 0-9 and ._:-.`, { path: 'type', limit: limits.typeLength });
}

const allowed = /^[A-Za-z0-9._:-]+$/;
