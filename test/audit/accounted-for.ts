import { expect } from 'vitest';
import type { ListKind, Store } from 'throughline/ports';
import { verify } from 'throughline/testing';
import { checkBalance } from '../../src/testing/verify/check-balance.js';

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
  const count = async (kind: ListKind): Promise<number> => {
    let sum = 0;
    for (let after: string | undefined, more = true; more;) {
      const page = await store.list({ kind, limit: 5_000, ...(after !== undefined && { after }) });
      sum += page.items.length;
      after = page.next;
      more = after !== undefined;
    }
    return sum;
  };
  let entries = 0;
  for (let from = balance.after, more = true; more;) {
    const page = await store.scan(from, 5_000);
    entries += page.entries.length;
    more = page.entries.length > 0;
    from = page.next;
  }
  const found = { lanes: await count('lane'), instances: await count('instance'), timers: await count('timer'), effects: await count('effect') + await count('dead'), parked: await count('parked'), entries };
  return checkBalance(found, balance, balance);
}
