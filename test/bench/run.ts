import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareCompetitors, type Case, type Effort } from './compare-competitors.js';
import { countSyncs } from './count-syncs.js';
import { tableHead, tableRow, toLine } from './format-results.js';
import { timeBriefing } from './time-briefing.js';

const { values: wanted } = parseArgs({
  options: {
    /** within 50 seconds, for a first look; ratios of so short a run are rough */
    quick: { type: 'boolean', default: false },
    /** the briefing alone */
    briefing: { type: 'boolean', default: false },
    /** one JSON object a line instead of the table */
    json: { type: 'boolean', default: false },
    /** customers at once */
    concurrency: { type: 'string', default: '1,64,256' },
    /** known before measuring begins */
    customers: { type: 'string' },
  },
});

const everybody = ['throughline', 'hand-written', 'raw-append'] as const;

const concurrencies = wanted.concurrency.split(',').map(Number);
const cases: readonly Case[] = [
  ...concurrencies.map((concurrency) => ({ concurrency, syncMs: 0, competitors: everybody })),
  // what a disk without a cache of its own would show
  ...[...new Set([concurrencies[0] ?? 1, concurrencies.at(-1) ?? 1])].map((concurrency) => ({ concurrency, syncMs: 1, competitors: everybody.slice(0, 2) })),
];

/** On the disk of the checkout: the folder for temporary files is often memory, where a sync costs nothing. */
async function makeFolder(): Promise<string> {
  const parent = fileURLToPath(new URL('../../.throughline/', import.meta.url));
  await mkdir(parent, { recursive: true });
  return mkdtemp(`${parent}bench-`);
}

async function run(folder: string): Promise<void> {
  const customers = Number(wanted.customers ?? (wanted.quick ? 128 : 10_000));
  const effort: Effort = { folder, customers, ...(wanted.quick ? { rounds: 3, roundSeconds: 0.4, warmUpSeconds: 1 } : { rounds: 5, roundSeconds: 3, warmUpSeconds: 5 }) };
  if (!wanted.json) console.log(tableHead());
  for (const one of cases) {
    const results = await compareCompetitors(one, effort);
    // a slower disk is asked as often
    const syncs = one.syncMs > 0 ? [] : await Promise.all(results.map(({ competitor }) => countSyncs(competitor, one.concurrency, folder)));
    results.forEach((result, i) => {
      const line = toLine(result, one, effort, syncs[i]);
      console.log(wanted.json ? JSON.stringify(line) : tableRow(line));
    });
  }
}

async function runBriefing(folder: string): Promise<void> {
  const line = await timeBriefing({ folder, interactions: 10_000 });
  const { interactions, p50Ms, worstMs, coldMs } = line;
  console.log(wanted.json ? JSON.stringify(line) : `briefing over ${interactions} interactions on sqlite: p50 ${p50Ms.toFixed(2)} ms, worst ${worstMs.toFixed(2)} ms, first ${coldMs.toFixed(2)} ms`);
}

const folder = await makeFolder();
try {
  await runBriefing(folder);
  if (!wanted.briefing) await run(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
