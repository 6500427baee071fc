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
/** `waking` has keys by that day; those that wake on another one by now are passed over. */
interface Inside<P> { readonly quietMs: number; readonly kept: Map<string, Kept<P>>; readonly waking: Map<number, string[]>; /** what was pushed to last: items come in runs of one customer */ last: { readonly key: string; readonly one: Kept<P> } | undefined }

/** An empty map. Keys are found by the day they may come to rest on, so that a look at what rests does not look at all the others. */
export function createRestingMap<P extends Placed>(quietMs: number): RestingMap<P> {
  const inside: Inside<P> = { quietMs, kept: new Map(), waking: new Map(), last: undefined };
  const { kept } = inside;
  return {
    push: (key, item) => push(inside, key, item),
    of: (key) => kept.get(key)?.items ?? [],
    oldest: (key) => kept.get(key)?.oldest ?? Infinity,
    *entries() {
      for (const [key, { items }] of kept) yield [key, items];
    },
    filter(isMeant) {
      for (const [key, { items, wake }] of kept) {
        const rest = items.filter(isMeant);
        if (rest.length === 0) drop(inside, key);
        else if (rest.length < items.length) put(inside, key, { items: rest, wakeAt: days(wake) });
      }
    },
    delete: (key) => drop(inside, key),
    stretches(observe) {
      for (const [key, { items }] of kept) for (const stretch of stretchesOf(items, quietMs)) observe(key, stretch);
    },
    release(until, observe, isNeeded) {
      const isOver = (stretch: readonly P[]): boolean => endOf(stretch) + quietMs < until && isNeeded?.(stretch) !== true;
      for (const [day, key] of due(inside, until)) {
        const one = kept.get(key);
        if (one?.wake === day) look(inside, key, { items: one.items, until, isOver, observe });
      }
    },
  };
}

function drop<P>(inside: Inside<P>, key: string): void {
  inside.kept.delete(key);
  inside.last = undefined;
}

function push<P extends Placed>(inside: Inside<P>, key: string, item: P): void {
  const one = inside.last?.key === key ? inside.last.one : inside.kept.get(key);
  if (one === undefined) return put(inside, key, { items: [item], wakeAt: item.at });
  if (inside.last?.one !== one) inside.last = { key, one };
  one.items.push(item);
  if (item.at >= one.oldest) return;
  one.oldest = item.at;
  if (dayOf(item.at) < one.wake) wakeOn(inside, key, one, item.at);
}

function put<P extends Placed>(inside: Inside<P>, key: string, { items, wakeAt }: { readonly items: P[]; readonly wakeAt: number }): void {
  const one = { items, oldest: items.reduce((oldest, { at }) => Math.min(oldest, at), Infinity), wake: 0 };
  inside.kept.set(key, one);
  inside.last = { key, one };
  wakeOn(inside, key, one, wakeAt);
}

function wakeOn<P extends Placed>({ waking }: Inside<P>, key: string, one: Kept<P>, at: number): void {
  one.wake = dayOf(at);
  const keys = waking.get(one.wake);
  if (keys === undefined) waking.set(one.wake, [key]);
  else keys.push(key);
}

/** Takes out the keys of all days whose silence may be over. */
function due<P>({ waking, quietMs }: Inside<P>, until: number): readonly (readonly [day: number, key: string])[] {
  const over = [...waking].filter(([day]) => days(day) + quietMs < until);
  for (const [day] of over) waking.delete(day);
  return over.flatMap(([day, keys]) => keys.map((key) => [day, key] as const));
}

interface Looking<P> { readonly items: readonly P[]; readonly until: number; readonly isOver: (stretch: readonly P[]) => boolean; readonly observe: (key: string, stretch: readonly P[]) => void }

function look<P extends Placed>(inside: Inside<P>, key: string, { items, until, isOver, observe }: Looking<P>): void {
  const stretches = stretchesOf(items, inside.quietMs);
  const rest = stretches.filter((stretch) => !isOver(stretch));
  if (rest.length < stretches.length) for (const stretch of stretches) if (!rest.includes(stretch)) observe(key, stretch);
  if (rest.length === 0) drop(inside, key);
  // what is over and yet needed is looked at again the day after
  else put(inside, key, { items: rest.flat(), wakeAt: Math.max(until - inside.quietMs + days(1), Math.min(...rest.map(endOf))) });
}

const endOf = (stretch: readonly Placed[]): number => stretch.at(-1)?.at ?? -Infinity;
