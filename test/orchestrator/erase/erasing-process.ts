import { createOrchestrator, days, defineJourney, facts, hours, type OrchestratorOptions } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { z } from 'zod';

/*
 * A host that erases its customers one after the other until it is killed: `live` brings them, `erase` erases them all, `finish` goes on with what an earlier process
 * left, and says who is there.
 */
const [, , file = '', mode = '', count = '0'] = process.argv;
const who = Array.from({ length: Number(count) }, (_, n) => `user:KANARIE-${n}-`);

const { setup } = defineJourney({
  id: 'wish', version: 1, ttlMs: days(30), facts: { what: facts.personal(z.string()) }, channels: { chat: ['text'] },
  events: { 'wish.told': z.object({ what: z.string() }) }, entry: { on: ['wish.told'], reentry: { mode: 'after-exit' } },
});
const wish = setup({ delays: { later: hours(1) } }).createMachine({
  context: ({ input }) => ({ what: input.event.data.what }), initial: 'told',
  states: { told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'thanks' } }, after: { later: 'done' } }, done: { type: 'final' } },
});
const chat = { contract: 1, name: 'away', identityNamespace: 'user', capabilities: { text: true }, send: async () => ({ status: 'retry' } as const), close: async () => {} } as const;
const options: OrchestratorOptions<readonly [typeof wish]> = { journeys: [wish], store: createSqliteStore({ file }), channels: { chat }, texts: { thanks: ({ what }: { readonly [fact: string]: unknown }) => `Thanks for ${String(what)}` }, timing: { leaseMs: 1_500, callMs: 1_000, pollMs: 200 } };
const host = createOrchestrator(options);
const say = (word: string): void => void process.stdout.write(`${word}\n`);

await host.start();
if (mode === 'live') await Promise.all(who.map((identity, n) => host.accept({ id: `e${n}`, source: 'test', type: 'wish.told', data: { what: `KANARIE-${n}-chair` }, who: [identity] })));
if (mode === 'erase') {
  say('begins');
  for (const [n, identity] of who.entries()) { await host.erase(identity); say(`erased ${n}`); }
}
if (mode === 'finish') {
  await new Promise((resolve) => { setTimeout(resolve, 4_000); });
  for (const [n, identity] of who.entries()) if (await host.briefing(identity).then(({ journeys }) => journeys.length === 1, () => false)) say(`there ${n}`);
}
await host.close();
say('ended');
