import type { Store } from 'throughline/ports';
import { verify } from 'throughline/testing';

/** Accounts for every event in a store that no host has open: what it finds is for a person. */
export async function audit(store: Store): Promise<boolean> {
  await store.open({ worker: 'audit' });
  try {
    const { events, customers, instances, parked, dead, findings } = await verify(store);
    console.log(`${events} events, ${customers} customers, ${instances} runs, ${parked} parked, ${dead} given up`);
    for (const finding of findings) console.error(finding);
    return findings.length === 0;
  } finally {
    await store.close();
  }
}
