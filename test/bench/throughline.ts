import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createOrchestrator, type Orchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Channel, Store } from 'throughline/ports';
import { benchJourney, entrance, type VisitStep } from './bench-journey.js';
import type { Competitor, Course, EndState } from './competitor.js';

/** The library as it is shipped: SQLite store with its defaults, a channel and an activity that answer at once. */
export function createThroughline({ folder, afterSync }: Course): Competitor {
  const file = join(folder, 'throughline.db');
  const { orchestrator, calls, bring, answer, close } = driveLibrary(withSlowerSync(createSqliteStore({ file }), afterSync));
  return {
    bring, answer,
    async finish(customers) {
      const journeys = await journeysOf(orchestrator, customers);
      await close();
      return { journeys, ...calls, log: await readLog(createSqliteStore({ file })) };
    },
  };
}

/** The library on any store, led as a competitor is; `bring` and `answer` as there. */
export function driveLibrary(store: Store, group = ''): Pick<Competitor, 'bring' | 'answer'> & { readonly orchestrator: Reading; readonly calls: { readonly sends: number; readonly lookups: number }; close(): Promise<void> } {
  const calls = { sends: 0, lookups: 0 };
  const orchestrator = createOrchestrator({
    journeys: [benchJourney], store,
    channels: { chat: countingChannel(calls) },
    activities: { findOrder: () => { calls.lookups += 1; return { status: 'shipped' } as const; } },
  });
  const answers = new Map<string, PromiseWithResolvers<void>>();
  const answerTo = (id: string): PromiseWithResolvers<void> => {
    const known = answers.get(id) ?? Promise.withResolvers<void>();
    answers.set(id, known);
    return known;
  };
  const ids: string[] = [];
  const run = randomUUID();
  let n = 0;
  // may be there before the event that asked for it is acknowledged
  orchestrator.on('journey.moved', ({ customer, event }) => { if (event === answered) answerTo(customer).resolve(); });
  return {
    orchestrator, calls,
    async bring(customer, step) {
      const receipt = await orchestrator.accept(toIncoming(nameOf(customer, group), step, `${run}-${++n}`));
      if (receipt.status !== 'handled') throw new Error(`a receipt says ${receipt.status}: ${receipt.because}`);
      ids[customer] = receipt.customer ?? '';
    },
    async answer(customer) {
      const id = ids[customer] ?? '';
      await answerTo(id).promise;
      answers.delete(id);
    },
    close: () => orchestrator.close(),
  };
}

type Reading = Pick<Orchestrator, 'start' | 'explain' | 'briefing'>;

/** How the library names the answer of an activity where it says what moved a journey. */
const answered = 'findOrder answered';

/** A customer of these; `group` tells those of one process from another's. */
const nameOf = (customer: number, group: string): string => `user:customer-${group}${customer}`;

const toIncoming = (who: string, { event, overChat }: VisitStep, id: string) =>
  ({ ...event, id, source: 'bench', who: [who], ...(overChat && { via: { channel: 'chat' } }) });

function countingChannel(calls: { sends: number }): Channel & { readonly capabilities: { readonly text: true } } {
  return {
    contract: 1, name: 'counting', identityNamespace: 'user', capabilities: { text: true },
    async send({ key }) { calls.sends += 1; return { status: 'sent', providerId: key }; },
    async close() {},
  };
}

/** Marks of effects that were sent are not synced on their own, so a slow disk costs them nothing. */
function withSlowerSync(store: Store, afterSync: () => void): Store {
  return {
    ...store,
    async commit(batch) {
      const outcomes = await store.commit(batch);
      if (batch.some((change) => change.expect >= 0)) afterSync();
      return outcomes;
    },
  };
}

export async function journeysOf(orchestrator: Reading, customers: number, group = ''): Promise<NonNullable<EndState['journeys']>> {
  const journeys: { readonly where: string; readonly turns: number }[] = [];
  for (let first = 0; first < customers; first += readAtOnce) {
    const some = Array.from({ length: Math.min(readAtOnce, customers - first) }, (_, n) => nameOf(first + n, group));
    journeys.push(...await Promise.all(some.map((name) => journeyOf(orchestrator, name))));
  }
  return journeys;
}

const readAtOnce = 64;

async function journeyOf(orchestrator: Reading, name: string): Promise<{ readonly where: string; readonly turns: number }> {
  const { journeys: [journey] } = await orchestrator.explain(name);
  const where = journey?.where.join(' and ') ?? 'nowhere';
  // whoever has only entered has no turns, and most have: a briefing reads much more
  if (journey?.lastEvent?.type === entrance.event.type) return { where, turns: 0 };
  const briefing = await orchestrator.briefing(name);
  const turns = briefing.journeys[0]?.facts.find((fact) => fact.name === 'turns')?.value;
  return { where, turns: typeof turns === 'number' ? turns : -1 };
}

async function readLog(store: Store): Promise<NonNullable<EndState['log']>> {
  const found = { event: 0, decision: 0, messagesOut: 0 };
  await store.open({ worker: 'reader' });
  for (let page = await store.scan(0, pageSize); page.entries.length > 0; page = await store.scan(page.next, pageSize)) {
    for (const { kind, body } of page.entries) {
      if (kind === 'event' || kind === 'decision') found[kind] += 1;
      else if (body.includes('"direction":"out"')) found.messagesOut += 1;
    }
  }
  await store.close();
  return found;
}

const pageSize = 1_000;
