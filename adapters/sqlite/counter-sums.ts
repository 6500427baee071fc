import type { Change } from '../../src/ports/store.js';
import type { Session } from './session.js';
import { toStored } from './stored-text.js';

/** What is to be added, by tenant and counter: the changes of a batch mostly count the same things. */
export type CounterSums = Map<string, Map<string, number>>;

/** Adds the counters of one change to the sums. */
export function sumUp(sums: CounterSums, { tenant, counters }: Change): void {
  if (counters === undefined) return;
  const own = sums.get(tenant) ?? new Map<string, number>();
  sums.set(tenant, own);
  for (const [key, amount] of Object.entries(counters)) own.set(key, (own.get(key) ?? 0) + amount);
}

/** Writes the sums of a batch, a row a counter. */
export function addCounters({ sql }: Session, sums: CounterSums): void {
  for (const [tenant, counters] of sums) {
    for (const [key, amount] of counters) {
      sql('INSERT INTO counter (tenant, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value').run(toStored(tenant), toStored(key), amount);
    }
  }
}
