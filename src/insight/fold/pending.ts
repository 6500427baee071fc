import type { InsightDefinition } from '../define-insight.js';
import type { LogItem } from '../log/log-item.js';
import { observeRun, runBegan, type RunStep } from '../paths/observe-runs.js';
import { toEpisode } from './episode.js';
import { observeEpisode } from './observe-episode.js';
import { stretchesOf, type Placed } from './stretches.js';
import type { Count } from './tally.js';

/** What is not counted for good yet: the items of each customer and the moves of each run, as a set without an order. */
export interface Pending {
  take(item: LogItem): void;
  /** Counts all of it as it looks at a moment. */
  observe(now: number, count: Count): void;
  /** Counts the stretches that ended longer ago than all windows before a moment, and forgets them. */
  settle(until: number, count: Count): void;
  /** Drops all that is of one customer. */
  forget(customer: string): void;
  kept(): KeptPending;
  /** Adds what another set kept. */
  merge(kept: KeptPending): void;
}
/** The set as plain JSON; moves of runs are kept longer than the items they came in. */
export interface KeptPending { readonly items: readonly LogItem[]; readonly runs: readonly (readonly [instance: string, steps: readonly RunStep[]])[] }

/** An empty set. */
export function createPending(rules: InsightDefinition): Pending {
  const byCustomer = new Map<string, LogItem[]>();
  const byRun = new Map<string, RunStep[]>();
  const take = (item: LogItem): void => {
    push(byCustomer, item.customer, item);
    if (item.kind === 'happened') takeMoves(item, byRun);
  };
  const beganAt = (instance: string, at: number): number | undefined => runBegan(byRun.get(instance) ?? [], at, rules);
  const ofCustomer = (customer: string, items: readonly LogItem[], { now, count }: Counting): void => observeEpisode(toEpisode(items, { customer, now, rules, beganAt }), count);
  const ofRun = (_instance: string, steps: readonly RunStep[], { now, count }: Counting): void => observeRun(steps, { now, rules }, count);
  return {
    take,
    observe(now, count) {
      each(byCustomer, rules.horizonMs, (customer, items) => ofCustomer(customer, items, { now, count }));
      each(byRun, rules.quietRunMs, (instance, steps) => ofRun(instance, steps, { now, count }));
    },
    settle(until, count) {
      release(byCustomer, { quietMs: rules.horizonMs, until }, (customer, items) => ofCustomer(customer, items, { now: until, count }));
      // what is not counted yet may ask when a run began
      const isNeeded = (steps: readonly RunStep[]): boolean => steps.some(({ customer, at }) => (byCustomer.get(customer) ?? []).some((item) => item.at <= at));
      release(byRun, { quietMs: rules.quietRunMs, until, isNeeded }, (instance, steps) => ofRun(instance, steps, { now: until, count }));
    },
    forget(customer) {
      byCustomer.delete(customer);
      for (const [instance, steps] of byRun) {
        const others = steps.filter((step) => step.customer !== customer);
        if (others.length === 0) byRun.delete(instance);
        else if (others.length < steps.length) byRun.set(instance, others);
      }
    },
    kept: () => ({ items: [...byCustomer.values()].flat(), runs: [...byRun] }),
    merge({ items, runs }) {
      for (const item of items) push(byCustomer, item.customer, item);
      for (const [instance, steps] of runs) for (const step of steps) push(byRun, instance, step);
    },
  };
}

interface Counting { readonly now: number; readonly count: Count }

function takeMoves(item: Extract<LogItem, { kind: 'happened' }>, byRun: Map<string, RunStep[]>): void {
  item.moves?.forEach(({ instance, journey, version, from, to }, index) => {
    // moves of one entry stand in its order
    push(byRun, instance, { customer: item.customer, position: item.position + index / 4_096, at: item.at, journey, to, ...(version !== undefined && { version }), ...(from !== undefined && { from }) });
  });
}

function push<P>(map: Map<string, P[]>, key: string, item: P): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}

function each<P extends Placed>(map: ReadonlyMap<string, readonly P[]>, quietMs: number, observe: (key: string, stretch: readonly P[]) => void): void {
  for (const [key, items] of map) for (const stretch of stretchesOf(items, quietMs)) observe(key, stretch);
}

interface Releasing<P> { readonly quietMs: number; readonly until: number; readonly isNeeded?: (stretch: readonly P[]) => boolean }

function release<P extends Placed>(map: Map<string, P[]>, { quietMs, until, isNeeded }: Releasing<P>, observe: (key: string, stretch: readonly P[]) => void): void {
  for (const [key, items] of map) {
    if (items.every(({ at }) => at + quietMs >= until)) continue;
    const stretches = stretchesOf(items, quietMs);
    const over = stretches.filter((stretch) => (stretch.at(-1)?.at ?? until) + quietMs < until && isNeeded?.(stretch) !== true);
    if (over.length === 0) continue;
    for (const stretch of over) observe(key, stretch);
    const kept = stretches.filter((stretch) => !over.includes(stretch)).flat();
    if (kept.length === 0) map.delete(key);
    else map.set(key, [...kept]);
  }
}
