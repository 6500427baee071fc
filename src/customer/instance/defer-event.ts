import { advanceInstance } from './advance-instance.js';
import type { DeferredEvent, InstanceState } from './instance-state.js';
import { armTimer, deferTimer, disarmTimer } from './instance-timers.js';
import { parkEvent } from '../parked/park-event.js';
import type { Routing } from '../route-event.js';
import { count, instanceIn, noteFate, putInstance, type Turn } from '../turn.js';

/** Keeps an event until a state handles it, or until its time-out; each deferred event has a timer of its own. */
export function deferEvent(turn: Turn, instance: InstanceState, { id, event, withinMs, because }: Routing & { readonly withinMs: number; readonly because: string }): void {
  const limit = turn.world.limits.deferredPerJourney;
  if (instance.deferred.length >= limit) {
    return parkEvent(turn, { input: { kind: 'event', id, event, instance: instance.id }, journey: instance.journey, instance: instance.id, cause: 'TooLarge', because: `${limit} events are deferred already`, blocks: false });
  }
  const until = turn.now + withinMs;
  const own = ownName(instance, id);
  const deferred: DeferredEvent = { id: own, type: event.type, data: event.data, at: event.at, until, ...(event.via !== undefined && { via: event.via }), ...(event.verified === true && { verified: event.verified }) };
  const armed = armTimer(turn, instance, { id: deferTimer(instance, own), due: until });
  putInstance(turn, { ...armed, deferred: [...armed.deferred, deferred], lastEvent: { type: event.type, at: turn.now, did: 'deferred', because } });
  noteFate(turn, { instance: instance.id, journey: instance.journey, did: 'deferred', because: `${because}; it is kept until ${new Date(until).toISOString()}`, until });
  turn.notices.push({ type: 'event.deferred', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, event: event.type, until } });
  count(turn, 'events.deferred');
}

/** Two sources may use one id, and one message may be understood as two events: each is kept under a name of its own. */
function ownName({ deferred }: InstanceState, id: string): string {
  const taken = new Set(deferred.map((event) => event.id));
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? id : `${id}#${n}`;
    if (!taken.has(name)) return name;
  }
}

/** After a step, tries what was deferred, oldest first, until nothing more is taken. */
export function retryDeferred(turn: Turn, instanceId: string): void {
  let instance = instanceIn(turn, instanceId);
  let tried = 0;
  while (instance !== undefined && instance.parked === undefined && tried < instance.deferred.length) {
    const next = instance.deferred[tried];
    if (next === undefined) return;
    const event = { type: next.type, data: next.data, at: next.at, ...(next.via !== undefined && { via: next.via }), ...(next.verified === true && { verified: next.verified }) };
    const advanced = advanceInstance(turn, { instance: instanceId, event, name: next.type, input: { kind: 'event', id: next.id, event, instance: instanceId } });
    tried = advanced === 'unhandled' ? tried + 1 : 0;
    if (advanced !== 'unhandled') forget(turn, instanceId, next.id);
    instance = instanceIn(turn, instanceId);
  }
}

/** Drops a deferred event and its timer. */
export function forget(turn: Turn, instanceId: string, eventId: string): void {
  const instance = instanceIn(turn, instanceId);
  if (instance === undefined) return;
  const disarmed = disarmTimer(turn, instance, deferTimer(instance, eventId));
  putInstance(turn, { ...disarmed, deferred: disarmed.deferred.filter((deferred) => deferred.id !== eventId) });
}
