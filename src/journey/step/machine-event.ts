import { JourneyError } from '../../errors/index.js';
import type { StepEvent } from './step-contract.js';

/** An event as the machine hears it. */
export type MachineEvent = { readonly type: string } & Record<string, unknown>;

/** The invoke a step event answers, if it answers one. */
export function answeredInvoke(event: StepEvent): string | undefined {
  if ('done' in event) return event.done.invokeId;
  return 'failed' in event ? event.failed.invokeId : undefined;
}

/** Turns a step's event into what XState would hear; only the engine can name XState's own types. */
export function toMachineEvent(event: StepEvent): MachineEvent {
  if ('type' in event) return ordinary(event);
  if ('timer' in event) return delayed(event.timer.event);
  if ('done' in event) {
    const { invokeId, output } = event.done;
    return { type: `xstate.done.actor.${invokeId}`, output, actorId: invokeId };
  }
  const { invokeId, error } = event.failed;
  return { type: `xstate.error.actor.${invokeId}`, error, actorId: invokeId };
}

function ordinary(event: { readonly type: unknown }): MachineEvent {
  const { type } = event;
  if (typeof type !== 'string' || type === '') throw new JourneyError('InvalidEventType', 'An event needs a type of at least one character', { path: 'type' });
  if (reserved.test(type)) throw new JourneyError('ReservedEventType', 'This event type belongs to the engine; choose a name without its prefix', { path: 'type' });
  return { ...event, type };
}

/** What only XState may say, and what its wildcards would misread. */
const reserved = /^(?:xstate\.|done\.|error\.|\$|__proto__$)|\*/;

/** A delay brings XState's own `after` event or one that the journey raised; nothing else of XState's. */
function delayed(event: unknown): MachineEvent {
  if (!isMachineEvent(event)) throw new JourneyError('InvalidEventType', 'A delay brought an event without a type', { path: 'timer.event.type' });
  if (event.type.startsWith('xstate.') && !event.type.startsWith('xstate.after.')) {
    throw new JourneyError('ReservedEventType', 'A delay brought an event that only XState may raise', { path: 'timer.event.type' });
  }
  return event;
}

/** True for what can be an event: an object with a type that is not empty. */
export function isMachineEvent(event: unknown): event is MachineEvent {
  return typeof event === 'object' && event !== null && 'type' in event && typeof event.type === 'string' && event.type !== '';
}
