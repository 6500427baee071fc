import { writeSync } from 'node:fs';
import { createOrchestrator, type Orchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Channel } from 'throughline/ports';
import { deadly, type Death } from './deadly.js';

// A host that its own work takes down: `<file> <number of customers to be told of, in the first life>`. It says what it did, a line each.
const [, , file = '', tellsText = ''] = process.argv;

const say = (said: object): void => void writeSync(1, `${JSON.stringify(said)}\n`);

function die(death: Death): void {
  say({ dies: death });
  if (death !== 'an activity takes all memory') process.abort();
  const held: number[][] = [];
  for (;;) held.push(Array.from({ length: 100_000 }, (_, at) => at));
}

const deathOf = (to: string): Death => JSON.parse(Buffer.from(to, 'hex').toString()) as Death;
const chat = {
  contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true },
  open: async () => {},
  async send({ to, key }) {
    if (deathOf(to) === 'a channel aborts') die('a channel aborts');
    return { status: 'sent', providerId: key };
  },
  close: async () => {},
} as const satisfies Channel;

const orchestrator = createOrchestrator({
  journeys: [deadly(die)], store: createSqliteStore({ file }), channels: { chat },
  activities: { work: async ({ death }: { readonly death: Death }) => { if (death.startsWith('an activity')) die(death); return {}; } },
  timing: { pollMs: 50, retryAttempts: 3, retryFirstMs: 10, callMs: 20_000 },
} as Parameters<typeof createOrchestrator>[0]) as unknown as Orchestrator;

const lookMs = 20;

/** Lives until all it was told of has come to its end, or it dies of it. */
async function live(): Promise<void> {
  await orchestrator.start();
  for (const death of JSON.parse(tellsText) as readonly Death[]) {
    const who = Buffer.from(JSON.stringify(death)).toString('hex');
    await orchestrator.accept({ id: `e ${who}`, source: 'test', type: 'work.came', data: { death }, who: [`user:${who}`] } as Parameters<typeof orchestrator.accept>[0]);
  }
  say({ told: true });
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, lookMs); });
    const [dead, parked] = [(await orchestrator.list({ kind: 'dead' })).items, (await orchestrator.list({ kind: 'parked' })).items];
    const where: Record<string, unknown> = {};
    for (const death of JSON.parse(tellsText) as readonly Death[]) {
      const { journeys } = await orchestrator.explain(`user:${Buffer.from(JSON.stringify(death)).toString('hex')}`);
      where[death] = journeys[0]?.where;
    }
    say({ dead: dead.map(({ cause }) => cause), parked: parked.map(({ cause }) => cause), where });
  }
}

process.stdin.on('end', () => void orchestrator.close().then(() => process.exit()));
process.stdin.resume();
await live();
