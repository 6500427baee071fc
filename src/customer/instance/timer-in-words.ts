import { inDuration } from '../../journey/in-duration.js';
import { delayNameIn } from '../../journey/waits.js';
import type { InstanceState, TimerState } from './instance-state.js';
import { rowPrefix, ttlTimer } from './instance-timers.js';

/** What will happen when a timer ends, for a person. */
export function timerInWords(instance: InstanceState, timer: TimerState): string {
  const name = timer.id.slice(rowPrefix(instance).length);
  if (timer.id === ttlTimer(instance)) return 'its time to live is over';
  if (name.startsWith('s:')) return `'${timer.event?.type ?? ''}' was scheduled`;
  if (name.startsWith('d:')) return 'a deferred event is given up';
  const named = namedDelay(name);
  if (timer.looks === true) return `'${named ?? ''}' waits for business hours in an emergency and is looked at again`;
  return named === undefined || isLength(named) ? `the ${delayName(instance, timer)} ends` : `the delay '${named}' ends`;
}

/** A delay by the name its author gave it, or by its length: what moved a journey, where no event did. */
export function delayName(instance: InstanceState, timer: TimerState): string {
  const name = timer.id.slice(rowPrefix(instance).length);
  const named = namedDelay(name);
  if (named === undefined) return `delay of ${timer.event?.type ?? name.slice(2)}`;
  return isLength(named) ? `delay of ${inDuration(Number(named))}` : `delay ${named}`;
}

/** A wait whose date is not known, by the name its author gave it. */
export const dateInWords = (instance: InstanceState, timer: TimerState): string => `a date for '${namedDelay(timer.id.slice(rowPrefix(instance).length)) ?? ''}'`;

const namedDelay = (name: string): string | undefined => delayNameIn(name.slice('x:'.length));
const isLength = (named: string): boolean => /^\d+$/.test(named);
