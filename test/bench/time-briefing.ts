import { join } from 'node:path';
import { createOrchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { benchJourney } from './bench-journey.js';
import { quantile } from './measure.js';
import { writeHistory } from './write-history.js';

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
  await writeHistory(file, interactions, [await meet(file)]);
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
