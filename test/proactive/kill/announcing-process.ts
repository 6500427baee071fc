import { writeSync } from 'node:fs';
import { createOrchestrator, type JourneyError } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { announce, type Member } from 'throughline/proactive';
import { outage } from '../outage.js';

// Announces an outage to a list on a file, in a process of its own, so that it can be killed; what it says is written at once.
const [, , file = '', count = '0', positions = ''] = process.argv;
const say = (line: string): void => void writeSync(1, `${line}\n`);

const chat = {
  contract: 1, name: 'told', identityNamespace: 'user', capabilities: { text: true },
  send: async ({ key, to }: { readonly key: string; readonly to: string }) => { say(`sent ${key} ${to}`); return { status: 'sent', providerId: key } as const; },
  close: async () => {},
} as const;

async function* list(after = ''): AsyncGenerator<Member> {
  for (let n = 0; n < Number(count); n += 1) {
    const name = String(n).padStart(4, '0');
    if (name > after) yield { who: [`user:${name}`], ...(positions === 'positions' && { position: name }) };
  }
}

const host = createOrchestrator({ journeys: [outage], store: createSqliteStore({ file }), channels: { chat }, texts: { words: 'Your line is down.' }, timing: { pollMs: 50, leaseMs: 2_000, callMs: 1_000 } });
try {
  say('begins');
  const { status } = await announce(host, { id: 'outage-7', source: 'network', type: 'outage.declared', data: { outage: '7', area: 'north' }, audience: list, perSecond: 400 });
  // what a dead one had in hand comes again after its lease
  await host.close();
  say(status);
} catch (error) {
  say(`failed ${(error as JourneyError).code}`);
}
