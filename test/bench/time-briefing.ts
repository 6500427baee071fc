import { join } from 'node:path';
import { createOrchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { NewEntry } from 'throughline/ports';
import { benchJourney } from './bench-journey.js';
import { quantile } from './measure.js';

/** How long a briefing takes. */
export interface BriefingTimes {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** the first after the file was opened */
  readonly coldMs: number;
}

const who = 'user:long-standing';

/** Times the briefing of a customer with a long history in a file, as a person's screen asks for it. */
export async function timeBriefing({ folder, interactions, rounds = 50 }: { readonly folder: string; readonly interactions: number; readonly rounds?: number }): Promise<BriefingTimes> {
  const file = join(folder, 'briefing.db');
  await writeHistory(file, interactions, await meet(file));
  const orchestrator = openOn(file);
  await orchestrator.start();
  const took: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now();
    const { interactions: shown, web } = await orchestrator.briefing(who);
    took.push(performance.now() - start);
    if (shown.length !== 50 || web.length !== 20) throw new Error(`a briefing shows ${shown.length} interactions and ${web.length} pages`);
  }
  await orchestrator.close();
  const [coldMs = NaN, ...warm] = took;
  return { p50Ms: quantile(warm, 0.5), p99Ms: quantile(warm, 0.99), worstMs: Math.max(...warm), coldMs };
}

const openOn = (file: string) => createOrchestrator({
  journeys: [benchJourney], store: createSqliteStore({ file }), activities: { findOrder: () => ({ status: 'shipped' } as const) },
  channels: { chat: { contract: 1, name: 'silent', identityNamespace: 'user', capabilities: { text: true }, send: async ({ key }) => ({ status: 'sent', providerId: key } as const), close: async () => {} } },
});

/** Makes the customer known, with as much web behaviour as is kept. */
async function meet(file: string): Promise<string> {
  const orchestrator = openOn(file);
  const customers = new Set<string | undefined>();
  for (let page = 0; page < 25; page += 1) customers.add((await orchestrator.accept({ id: `w${page}`, source: 'bench', type: 'web.viewed', data: { page: `/help/${page}` }, who: [who] })).customer);
  await orchestrator.close();
  return [...customers][0] ?? '';
}

/** Years of contacts at once: each with its event and a decision, as the orchestrator writes them, a thousand to a commit. */
async function writeHistory(file: string, interactions: number, lane: string): Promise<void> {
  const store = createSqliteStore({ file });
  const { epoch } = await store.open({ worker: 'bench' });
  for (let written = 0; written < interactions; written += atOnce) {
    const entries = Array.from({ length: Math.min(atOnce, interactions - written) }, (_, n) => contact(written + n)).flat();
    await store.commit([{ tenant: 'default', lane, expect: -1, epoch, entries }]);
  }
  await store.close();
}

const atOnce = 1_000;

function contact(n: number): readonly NewEntry[] {
  const text = `Message number ${n} about an order that has not come yet, and what I would like to know about it.`;
  return [
    { kind: 'event', at: n, body: JSON.stringify({ id: `e${n}`, source: 'bench', type: 'message.received', data: { text } }) },
    { kind: 'interaction', at: n, body: JSON.stringify({ direction: n % 2 === 0 ? 'in' : 'out', channel: 'chat', thread: `t${Math.floor(n / 20)}`, text }) },
    { kind: 'decision', at: n, body: JSON.stringify({ type: 'timer.fired', timer: `t${n}` }) },
    // pages are looked at more often than care is asked for
    ...(n % 2 === 0 ? [{ kind: 'web' as const, at: n, body: JSON.stringify({ direction: 'in', channel: 'web', page: `/help/${n}` }) }] : []),
  ];
}
