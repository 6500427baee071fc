import { JourneyError } from '../../errors/index.js';
import type { InstanceState, TimerState } from './instance-state.js';
import { cancelTimer, setTimer, type Turn } from '../turn.js';

/** The row id of a delay of the machine itself. */
export const machineTimer = (instance: InstanceState, id: string): string => `${rowPrefix(instance)}x:${id}`;
/** The row id of a scheduled event. */
export const scheduleTimer = (instance: InstanceState, name: string): string => `${rowPrefix(instance)}s:${name}`;
/** The row id of a deferred event's time-out. */
export const deferTimer = (instance: InstanceState, eventId: string): string => `${rowPrefix(instance)}d:${eventId}`;
/** What the row id of a journey that begins later starts with; the key of the effect that asked for it follows. */
export const startTimer = '#start:';
/** The row id of an instance's time to live. */
export const ttlTimer = (instance: InstanceState): string => `${rowPrefix(instance)}ttl`;
/** What all timer rows of an instance begin with. */
export const rowPrefix = ({ id, journey, run, moved }: Pick<InstanceState, 'id' | 'journey' | 'run' | 'moved'>): string => (moved === true ? `${id}#` : `${journey}/${run}#`);

/** Arms or re-arms a timer of an instance; refused beyond the limit of timers a journey may hold. */
export function armTimer(turn: Turn, instance: InstanceState, timer: TimerState): InstanceState {
  const others = instance.timers.filter((other) => other.id !== timer.id);
  const limit = turn.world.limits.timersPerJourney;
  if (others.length >= limit) throw new JourneyError('TooLarge', `journey '${instance.journey}' would hold more than ${limit} timers`, { limit });
  setTimer(turn, timer.id, timer.due);
  return { ...instance, timers: [...others, timer] };
}

/** Disarms a timer of an instance, where it has it. */
export function disarmTimer(turn: Turn, instance: InstanceState, id: string): InstanceState {
  if (!instance.timers.some((timer) => timer.id === id)) return instance;
  cancelTimer(turn, id);
  return { ...instance, timers: instance.timers.filter((timer) => timer.id !== id) };
}
