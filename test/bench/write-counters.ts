import { createOrchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { offers } from './policy-journey.js';

/** Who a customer of the benchmark is. */
export const whoIs = (customer: number): readonly string[] => [`phone:+4915${100_000_000 + customer}`, `email:c${customer}@example.org`];

/**
 * Fills a file with customers who were sent so many messages each lately. The library itself decides what beginning is to one of them; that
 * very state is then written for the others, under names of their own and with their counted messages, by the store's own `commit`.
 */
export async function writeCounters(file: string, { customers, each }: { readonly customers: number; readonly each: number }): Promise<void> {
  const template = await beginOne(file);
  const store = createSqliteStore({ file });
  const { epoch } = await store.open({ worker: 'bench' });
  const [row] = await store.load([{ tenant: 'default', lane: template }]);
  const now = await store.now();
  for (let from = 0; from < customers; from += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, customers - from) }, (_, n) => {
      const customer = from + n;
      const lane = `c-bench${customer}`;
      const identities = whoIs(customer);
      const state = { ...JSON.parse((row?.state ?? '').replaceAll(template, lane)) as object, identities, known: {}, sends: sendsOf(lane, each, now) };
      return { tenant: 'default', lane, expect: 0, epoch, state: JSON.stringify(state), identities: { claim: identities }, instances: { set: [{ id: `${lane}/offers/1`, journey: 'offers', status: 'running' }] } };
    });
    for (const outcome of await store.commit(batch)) if (!outcome.ok) throw new Error(`the store refused a customer: ${outcome.why}`);
  }
  await store.close();
}

const atOnce = 128;

/** Over the last days, by turns on both channels. */
const sendsOf = (lane: string, each: number, now: number): readonly object[] => Array.from({ length: each }, (_, n) => (
  { key: `default/${lane}/offers/1/${n}/0`, channel: n % 2 === 0 ? 'sms' : 'email', purpose: 'marketing', state: 'sent', at: now - (each - n) * 6 * 3_600_000 }));

async function beginOne(file: string): Promise<string> {
  const silent = (identityNamespace: string) => ({ contract: 1, name: 'silent', identityNamespace, capabilities: { text: true }, send: async ({ key }: { readonly key: string }) => ({ status: 'sent', providerId: key } as const), close: async () => {} } as const);
  const host = createOrchestrator({ journeys: [offers], store: createSqliteStore({ file }), texts: { offer: 'An offer' }, channels: { sms: silent('phone'), email: silent('email') } });
  const who = ['phone:+4915000000001', 'email:first@example.org'];
  const { customer = '' } = await host.accept({ id: 'first', source: 'bench', type: 'offers.began', data: {}, who });
  for (const channel of ['sms', 'email']) await host.accept({ id: `yes ${channel}`, source: 'bench', type: 'consent.given', data: { channel, purpose: 'marketing' }, who });
  await host.close();
  return customer;
}
