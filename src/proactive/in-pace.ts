import { sleep } from '../orchestrator/sleep.js';
import type { Clock } from '../ports/clock.js';

/** How many at a time, and how long from one time to the next, so that no second has more than it may: in ten small groups, where there are that many. */
export interface Pace { readonly group: number; readonly everyMs: number }

export function paceOf(perSecond: number): Pace {
  const group = Math.max(1, Math.floor(perSecond / 10));
  const groups = perSecond < 1 ? perSecond : Math.floor(perSecond / group);
  return { group, everyMs: Math.ceil(1_000 / groups) };
}

/**
 * Works through a list group by group, in pace: `work` answers whether a group cost anything, and one that did not, as all of it had been done
 * before, is followed at once. Ends early when the signal aborts; answers whether it came to the end.
 */
export async function inPace<T>(items: AsyncIterable<T>, { pace, clock, signal }: { readonly pace: Pace; readonly clock: Clock; readonly signal: AbortSignal | undefined }, work: (group: readonly T[]) => Promise<boolean>): Promise<boolean> {
  let next = clock.now();
  const isOver = (): boolean => signal?.aborted === true;
  for await (const group of inGroups(items, pace.group)) {
    if (isOver()) return false;
    if (next > clock.now()) await sleep(clock, next - clock.now(), signal);
    if (isOver()) return false;
    const begun = clock.now();
    if (await work(group)) next = begun + pace.everyMs;
  }
  // a list that ends because it heard the signal too has not told all it has
  return !isOver();
}

async function* inGroups<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let group: T[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
