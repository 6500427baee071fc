import { expect } from 'vitest';
import type { Store } from 'throughline/ports';
import { verify } from 'throughline/testing';
import { checkBalance } from '../../src/testing/verify/check-balance.js';
import { countOf } from '../../src/testing/verify/walk.js';

/** Everything in an opened store is accounted for; asked at the end of a proof, when nobody else is at work there. */
export async function expectAccountedFor(store: Store): Promise<void> {
  expect((await verify(store)).findings).toEqual([]);
}

/** The same of what is kept somewhere, once nobody has it open any more. */
export async function expectAllAccountedFor(home: { store(): Store }): Promise<void> {
  const store = home.store();
  await store.open({ worker: 'audit' });
  await expectAccountedFor(store);
  await store.close();
}

/** What is missing or too much in a store whose lanes are no customers, as sentences. */
export async function unbalancedIn(store: Store): Promise<readonly string[]> {
  const balance = await store.balance();
  let entries = 0;
  for (let from = balance.after, more = true; more;) {
    const page = await store.scan(from, 5_000);
    entries += page.entries.length;
    more = page.entries.length > 0;
    from = page.next;
  }
  const found = { lanes: await countOf(store, 'lane'), instances: await countOf(store, 'instance'), timers: await countOf(store, 'timer'), effects: await countOf(store, 'effect') + await countOf(store, 'dead'), parked: await countOf(store, 'parked'), entries };
  return checkBalance(found, balance, balance);
}
