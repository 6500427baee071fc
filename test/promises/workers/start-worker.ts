import { createOrchestrator, days, type Receipt } from 'throughline';
import { createPostgresStore } from 'throughline/adapters/postgres';
import type { Channel, Claimed, DueEffect, DueTimer, Outbound, Store } from 'throughline/ports';
import { basketOf, texts } from './basket.js';
import type { Begin, Called, FromWorker, Told } from './wire.js';

export interface Worker {
  accept(told: Told): Promise<Receipt>;
  /** what is in somebody's basket */
  read(who: string): Promise<readonly number[]>;
  holdDelays(): void;
  close(): Promise<void>;
}
interface Plugged {
  readonly begin: Begin;
  readonly ask: (called: Called) => Promise<string | null>;
  readonly say: (said: FromWorker) => void;
}

/** A whole orchestrator on the shared database, with the outside on the other end of a pipe. */
export async function startWorker({ begin, ask, say }: Plugged): Promise<Worker> {
  const { url, schema, leaseMs, pollMs, callMs = 20_000 } = begin;
  const hold = { delays: false };
  const store = createPostgresStore({ connection: { connectionString: url, max: 5 }, schema, ...(leaseMs !== undefined && { leaseMs }) });
  const orchestrator = createOrchestrator({
    journeys: [basketOf(callMs)], texts,
    store: withDelays(watched(store, say), hold, say),
    channels: { chat: wiredChat(ask) },
    activities: { weigh: async ({ n }, { key }) => ({ grams: Number(await ask({ did: 'weigh', key, what: { n } })) }) },
    timing: { ...(pollMs !== undefined && { pollMs }), leaseMs: callMs * 2, callMs, storeMs: 20_000, conversationIdleMs: days(1), retryFirstMs: 20, retryMaxMs: 200, retryAttempts: 1_000 },
  });
  orchestrator.on('fault', ({ code, where }) => say({ type: 'fault', code, where }));
  await orchestrator.start();
  return {
    accept: (told) => orchestrator.accept(told),
    async read(who) {
      const { journeys } = await orchestrator.briefing(who);
      const numbers = journeys[0]?.facts.find(({ name }) => name === 'numbers')?.value;
      return Array.isArray(numbers) ? numbers.map(Number) : [];
    },
    holdDelays() { hold.delays = true; },
    close: orchestrator.close,
  };
}

/** Tells under which epoch the store took what, so that what was taken too late is known. */
function watched(store: Store, say: (said: FromWorker) => void): Store {
  return {
    ...store,
    async open(owner) {
      const opened = await store.open(owner);
      say({ type: 'epoch', epoch: opened.epoch });
      return opened;
    },
    async commit(batch) {
      const askedAt = Date.now();
      const outcomes = await store.commit(batch);
      for (const epoch of new Set(batch.filter((_, at) => outcomes[at]?.ok === true).map((change) => change.epoch))) say({ type: 'committed', epoch, askedAt });
      return outcomes;
    },
  };
}

/** Tells which delays it was handed to end, so that those of the dead are looked for, and may keep them from coming to it. */
function withDelays(store: Store, hold: { readonly delays: boolean }, say: (said: FromWorker) => void): Store {
  type Query = Omit<Parameters<Store['claim']>[0], 'kind'>;
  async function claim(query: Query & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: Query & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim({ kind, ...query }: Query & { readonly kind: 'timer' | 'effect' }): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    if (kind === 'effect') return store.claim({ kind, ...query });
    const claimed = await store.claim({ kind, ...query });
    if (claimed.due.length > 0) say({ type: 'ends', delays: claimed.due.map(({ lane, id, due }) => `${lane} ${id} ${due}`) });
    return hold.delays ? { ...claimed, due: [] } : claimed;
  }
  return { ...store, claim };
}

function wiredChat(ask: Plugged['ask']) {
  return {
    contract: 1, name: 'chat', identityNamespace: 'user',
    capabilities: { text: true },
    open: async () => {},
    async send({ key, ...what }: Outbound) {
      const providerId = await ask({ did: 'send', key, what });
      return providerId === null ? { status: 'retry', retryAfterMs: 1 } as const : { status: 'sent', providerId } as const;
    },
    close: async () => {},
  } as const satisfies Channel;
}
