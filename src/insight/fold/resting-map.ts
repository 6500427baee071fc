import { days } from '../../model/duration.js';
import { dayOf } from '../day-of.js';
import { stretchesOf, type Placed } from './stretches.js';

/** What is kept under keys until it has come to rest. */
export interface RestingMap<P extends Placed> {
  push(key: string, item: P): void;
  /** all of one key, in no order */
  of(key: string): readonly P[];
  /** when the oldest of one key happened; Infinity where there is none */
  oldest(key: string): number;
  entries(): Iterable<readonly [key: string, items: readonly P[]]>;
  /** keeps of all keys only what is meant */
  filter(isMeant: (item: P) => boolean): void;
  delete(key: string): void;
  /** every stretch with its silences around it */
  stretches(observe: (key: string, stretch: readonly P[]) => void): void;
  /** takes out the stretches that ended longer than the silence before a moment */
  release(until: number, observe: (key: string, stretch: readonly P[]) => void, isNeeded?: (stretch: readonly P[]) => boolean): void;
}

/** `wake`: the day on which it is worth a look whether any of it has come to rest. */
interface Kept<P> { readonly items: P[]; oldest: number; wake: number }

/** An empty map. Keys are found by the day they may come to rest on, so that a look at what rests does not look at all the others. */
export function createRestingMap<P extends Placed>(quietMs: number): RestingMap<P> {
  const kept = new Map<string, Kept<P>>();
  const waking = new Map<number, string[]>();
  const wakeOn = (key: string, one: Kept<P>, at: number): void => {
    one.wake = dayOf(at);
    const keys = waking.get(one.wake);
    if (keys === undefined) waking.set(one.wake, [key]);
    else keys.push(key);
  };
  const put = (key: string, items: P[], wakeAt: number): void => {
    const one = { items, oldest: items.reduce((oldest, { at }) => Math.min(oldest, at), Infinity), wake: 0 };
    kept.set(key, one);
    wakeOn(key, one, wakeAt);
  };
  const look = (key: string, { items }: Kept<P>, { until, isOver, observe }: Looking<P>): void => {
    const stretches = stretchesOf(items, quietMs);
    const rest = stretches.filter((stretch) => !isOver(stretch));
    if (rest.length < stretches.length) for (const stretch of stretches) if (!rest.includes(stretch)) observe(key, stretch);
    if (rest.length === 0) kept.delete(key);
    // what is over and yet needed is looked at again the day after
    else put(key, rest.flat(), Math.max(until - quietMs + days(1), Math.min(...rest.map(endOf))));
  };
  return {
    push(key, item) {
      const one = kept.get(key);
      if (one === undefined) return put(key, [item], item.at);
      one.items.push(item);
      if (item.at >= one.oldest) return;
      one.oldest = item.at;
      if (dayOf(item.at) < one.wake) wakeOn(key, one, item.at);
    },
    of: (key) => kept.get(key)?.items ?? [],
    oldest: (key) => kept.get(key)?.oldest ?? Infinity,
    *entries() {
      for (const [key, { items }] of kept) yield [key, items];
    },
    filter(isMeant) {
      for (const [key, { items, wake }] of kept) {
        const rest = items.filter(isMeant);
        if (rest.length === 0) kept.delete(key);
        else if (rest.length < items.length) put(key, rest, days(wake));
      }
    },
    delete: (key) => void kept.delete(key),
    stretches(observe) {
      for (const [key, { items }] of kept) for (const stretch of stretchesOf(items, quietMs)) observe(key, stretch);
    },
    release(until, observe, isNeeded) {
      const isOver = (stretch: readonly P[]): boolean => endOf(stretch) + quietMs < until && isNeeded?.(stretch) !== true;
      for (const day of [...waking.keys()]) {
        if (days(day) + quietMs >= until) continue;
        const keys = waking.get(day) ?? [];
        waking.delete(day);
        for (const key of keys) {
          const one = kept.get(key);
          if (one?.wake === day) look(key, one, { until, isOver, observe });
        }
      }
    },
  };
}

interface Looking<P> { readonly until: number; readonly isOver: (stretch: readonly P[]) => boolean; readonly observe: (key: string, stretch: readonly P[]) => void }

const endOf = (stretch: readonly Placed[]): number => stretch.at(-1)?.at ?? -Infinity;
