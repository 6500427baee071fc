import type { InsightDefinition } from '../define-insight.js';
import type { LogItem } from '../log/log-item.js';
import { observeRun, runBegan, type RunStep } from '../paths/observe-runs.js';
import { toEpisode } from './episode.js';
import { observeEpisode } from './observe-episode.js';
import { createRestingMap, type RestingMap } from './resting-map.js';
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
  const byCustomer = createRestingMap<LogItem>(rules.horizonMs);
  const byRun = createRestingMap<RunStep>(rules.quietRunMs);
  const beganAt = (instance: string, at: number): number | undefined => runBegan(byRun.of(instance), at, rules);
  const ofCustomer = (now: number, count: Count) => (customer: string, items: readonly LogItem[]): void => observeEpisode(toEpisode(items, { customer, now, rules, beganAt }), count);
  const ofRun = (now: number, count: Count) => (_instance: string, steps: readonly RunStep[]): void => observeRun(steps, { now, rules }, count);
  return {
    take(item) {
      byCustomer.push(item.customer, item);
      if (item.kind === 'happened') takeMoves(item, byRun);
    },
    observe(now, count) {
      byCustomer.stretches(ofCustomer(now, count));
      byRun.stretches(ofRun(now, count));
    },
    settle(until, count) {
      byCustomer.release(until, ofCustomer(until, count));
      // what is not counted yet may ask when a run began
      byRun.release(until, ofRun(until, count), (steps) => steps.some(({ customer, at }) => byCustomer.oldest(customer) <= at));
    },
    forget(customer) {
      byCustomer.delete(customer);
      byRun.filter((step) => step.customer !== customer);
    },
    kept: () => ({ items: [...byCustomer.entries()].flatMap(([, items]) => items), runs: [...byRun.entries()] }),
    merge({ items, runs }) {
      for (const item of items) byCustomer.push(item.customer, item);
      for (const [instance, steps] of runs) for (const step of steps) byRun.push(instance, step);
    },
  };
}

function takeMoves(item: Extract<LogItem, { kind: 'happened' }>, byRun: RestingMap<RunStep>): void {
  item.moves?.forEach(({ instance, journey, version, from, to }, index) => {
    // moves of one entry stand in its order
    byRun.push(instance, { customer: item.customer, position: item.position + index / 4_096, at: item.at, journey, to, ...(version !== undefined && { version }), ...(from !== undefined && { from }) });
  });
}
