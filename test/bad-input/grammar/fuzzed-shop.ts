import { createWebhookChannel } from 'throughline/adapters/webhook';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createOrchestrator, days, type AnyJourney, type Orchestrator, type Receipt } from 'throughline';
import type { Change, Channel, Deliver, Inbound, Store } from 'throughline/ports';
import { createMemoryStore, createTestClock, type TestClock } from 'throughline/testing';
import { reminder, tally, texts } from '../../orchestrator/door/journeys.js';
import { now } from '../bad-input-row.js';
import type { Posted } from './posted-bodies.js';
import { watchedStore } from './watched-store.js';

/** What came back from one of the doors. */
export type Answer =
  | { readonly door: 'accept'; readonly receipt: Receipt }
  | { readonly door: 'accept' | 'channel'; readonly error: unknown }
  | { readonly door: 'channel'; readonly taken: true }
  | { readonly door: 'webhook'; readonly status: number; readonly body: string };

/** A host with every door open to strangers, on a store that tells what was committed. */
export interface FuzzedShop {
  readonly clock: TestClock;
  readonly store: Store;
  readonly orchestrator: Orchestrator;
  accept(event: unknown): Promise<Answer>;
  hear(inbound: unknown): Promise<Answer>;
  post(posted: Posted): Promise<Answer>;
  /** what was committed since the last call */
  taken(): readonly Change[];
}

/** The stores it may stand on; the one on SQLite keeps no file, so that a million events are no wear on a disk. */
export const fuzzedStores: readonly (readonly [string, (clock: TestClock) => Store])[] = [
  ['in memory', (clock) => createMemoryStore({ clock })],
  ['in SQLite', (clock) => createSqliteStore({ file: ':memory:', durable: 'no', now: clock.now })],
];

export function openFuzzedShop(make: (clock: TestClock) => Store): FuzzedShop {
  const clock = createTestClock(now);
  const watched = watchedStore();
  const store = make(clock);
  let deliver: Deliver = async () => {};
  // keeps nothing of what it sends
  const chat = {
    contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true, inbound: true },
    open: async (to: Deliver) => { deliver = to; },
    send: async ({ key }) => ({ status: 'sent', providerId: `p-${key}` }),
    close: async () => {},
  } as const satisfies Channel;
  const partner = createWebhookChannel({ identityNamespace: 'user', inbound: { verifier: { scheme: 'open', verify: async () => true } } });
  const journeys: readonly AnyJourney[] = [tally, reminder];
  const orchestrator = createOrchestrator({ journeys, clock, store: watched.around(store), channels: { chat, partner }, texts, timing: { pollMs: days(365) } });
  const handler = orchestrator.handler('partner');
  return {
    clock, store, orchestrator, taken: watched.taken,
    accept: (event) => orchestrator.accept(event as never).then((receipt): Answer => ({ door: 'accept', receipt }), (error: unknown): Answer => ({ door: 'accept', error })),
    hear: (inbound) => Promise.resolve().then(() => deliver(inbound as readonly Inbound[])).then((): Answer => ({ door: 'channel', taken: true }), (error: unknown): Answer => ({ door: 'channel', error })),
    async post({ bytes, type }) {
      const answer = await handler(new Request('https://shop.example/in', { method: 'POST', body: bytes, headers: { 'content-type': type } }));
      return { door: 'webhook', status: answer.status, body: await answer.text() };
    },
  };
}

