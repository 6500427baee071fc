import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createOrchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { ContactRules, CountedSends } from 'throughline/policy';
import { defineBench, toGoal, type LineOf } from './bench.js';
import { beginMeasuring, median, type Figures } from './measure.js';
import { fullChoice, fullRules, offers } from './policy-journey.js';
import { whoIs, writeCounters } from './write-counters.js';

interface PolicyEffort { readonly customers: number; /** counted messages of each */ readonly each: number; readonly events: number; readonly atOnce: number; readonly decisions: number }
type PolicyLine = LineOf<Figures & { readonly rules: boolean; readonly counters: number; /** microseconds of one decision; null without rules */ readonly decisionUs: number | null }>;

/** What it costs to choose a channel and to ask every contact rule of a customer with many counted messages, beside the durable event in which it is asked. */
export const policyBench = defineBench<PolicyEffort, PolicyLine>({
  name: 'policy',
  quick: { customers: 1_000, each: 20, events: 1_000, atOnce: 256, decisions: 2_000 },
  full: { customers: 50_000, each: 20, events: 20_000, atOnce: 256, decisions: 50_000 },
  columns: [
    { title: 'rules', width: 6, cell: (line) => (line.rules ? 'all' : 'none') },
    { title: 'counters', width: 9, cell: (line) => String(line.counters) },
    { title: 'events/s', width: 9, cell: (line) => line.eventsPerSecond.toFixed(0) },
    { title: 'p50 ms', width: 8, cell: (line) => line.p50Ms.toFixed(2) },
    { title: 'p99 ms', width: 8, cell: (line) => line.p99Ms.toFixed(2) },
    { title: 'CPU us', width: 7, cell: (line) => line.cpuUsPerEvent.toFixed(0) },
    { title: 'decision us', width: 11, cell: (line) => line.decisionUs?.toFixed(1) ?? '' },
  ],
  async *run(effort, folder) {
    const [plain, ruled] = ['plain.db', 'ruled.db'].map((name) => join(folder, name));
    if (plain === undefined || ruled === undefined) return;
    await writeCounters(plain, effort);
    for (const end of ['', '-wal', '-shm', '-log']) await cp(`${plain}${end}`, `${ruled}${end}`).catch(() => undefined);
    const rules = fullRules();
    const decisionUs = await timeDecisions(ruled, rules, effort);
    const common = { bench: 'policy', counters: effort.customers * effort.each } as const;
    const without = await offerToAll(plain, undefined, effort);
    yield { ...common, ...without, rules: false, decisionUs: null, ratios: {}, goals: [] };
    const within = await offerToAll(ruled, rules, effort);
    const share = decisionUs / without.cpuUsPerEvent;
    yield { ...common, ...within, rules: true, decisionUs, ratios: { 'without rules': within.cpuUsPerEvent / without.cpuUsPerEvent }, goals: [toGoal('CPU of a decision, of that of a durable event without it', 'at most', 0.2, share)] };
  },
});

/** Brings an offer to each of so many customers and waits until all of them went. */
async function offerToAll(file: string, contact: ContactRules | undefined, { customers, events, atOnce }: PolicyEffort): Promise<Figures> {
  const went = Promise.withResolvers<void>();
  let sent = 0;
  const counting = (identityNamespace: string) => ({
    contract: 1, name: 'counting', identityNamespace, capabilities: { text: true }, close: async () => {},
    send: async ({ key }: { readonly key: string }) => {
      if (++sent === events) went.resolve();
      return { status: 'sent', providerId: key } as const;
    },
  } as const);
  const host = createOrchestrator({ journeys: [offers], store: createSqliteStore({ file }), texts: { offer: 'An offer' }, channels: { sms: counting('phone'), email: counting('email') }, ...(contact !== undefined && { contact, channelChoice: { table: fullChoice() } }) });
  await host.start();
  const waited: number[] = [];
  let next = 0;
  const measured = beginMeasuring();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let event = next++; event < events; event = next++) {
      const start = performance.now();
      const receipt = await host.accept({ id: `offer ${event}`, source: 'bench', type: 'offer.due', data: {}, who: whoIs((event * stride) % customers) });
      if (receipt.status !== 'handled') throw new Error(`a receipt says ${receipt.status}: ${receipt.because}`);
      waited.push(performance.now() - start);
    }
  }));
  await went.promise;
  const figures = measured(events, waited);
  await host.close();
  return figures;
}

/** no multiple of anything: the next customer is far from the last one in the file */
const stride = 7_919;

/** Chooses a channel for customers as the store has them and asks the rules about it, each decision alone, and nothing else. */
async function timeDecisions(file: string, rules: ContactRules, { customers, decisions }: PolicyEffort): Promise<number> {
  const store = createSqliteStore({ file });
  await store.open({ worker: 'bench' });
  const lanes = Array.from({ length: Math.min(customers, 1_000) }, (_, n) => ({ tenant: 'default', lane: `c-bench${(n * stride) % customers}` }));
  const rows = await store.load(lanes);
  const now = await store.now();
  await store.close();
  const states = rows.map((row) => JSON.parse(row?.state ?? '{}') as { readonly sends: CountedSends; readonly consents: [] });
  const choice = fullChoice();
  const success = Object.fromEntries(choice.intents.map((intent) => [intent, choice.channels.map((channel) => ({ channel, issues: 100, solved: 98, lower: 0.93, upper: 1 }))]));
  const channels = choice.channels.map((channel) => ({ channel, capabilities: { text: true }, permission: { granted: true }, hasAddress: true, heardAt: now, underWay: false } as const));
  const chooseOne = (n: number): string | undefined => {
    const decision = choice.choose({ channels, model: { success, trusted: {}, responses: {}, conditions: {} }, preferred: ['sms'], cannot: ['hear'] }, { key: `k${n}`, intent: `intent-${n % 10}`, needs: ['text'], urgency: 'one-hour', at: now });
    return decision.weighed[0]?.channel;
  };
  const ask = (n: number): void => {
    const { sends, consents } = states[n % states.length] ?? { sends: [], consents: [] };
    const phones = whoIs(n % customers).slice(0, 1).map((phone) => phone.slice('phone:'.length));
    const { verdict } = rules.decide({ consents, suppressions: [], sends, phones }, { key: `k${n}`, channel: chooseOne(n) ?? '', purpose: 'marketing', at: now, alternatives: ['email'] });
    if (verdict !== 'send' && verdict !== 'wait') throw new Error(`a decision says ${verdict}`);
  };
  for (let n = 0; n < decisions / 10; n += 1) ask(n);
  const rounds = Array.from({ length: 5 }, () => {
    const cpu = process.cpuUsage();
    for (let n = 0; n < decisions / 5; n += 1) ask(n);
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / (decisions / 5);
  });
  return median(rounds);
}
