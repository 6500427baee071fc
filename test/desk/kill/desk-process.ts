import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createOrchestrator, type HandoffRequest } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createDesk, ownerOf, type AgentOptions, type WorkItem } from 'throughline/desk';
import { billDispute } from '../../../examples/handoff/bill-dispute.js';
import { dieAt, type DeathAt } from '../../promises/kill/in-place-of/src/orchestrator/failpoint.js';

// A desk on a file, in a process of its own, so that it can be killed: customers are handed over, moved, transferred, handed back to the bot, asked for again and let go.
const [, , file = '', customers = '', death = '', handedBack = ''] = process.argv;
const say = (...words: readonly string[]): void => void writeSync(1, `${words.join(' ')}\n`);

const agents: readonly AgentOptions[] = ['ann', 'bob'].map((id) => ({ id, queues: { bills: 1, second: 1, third: 1 }, skills: { bills: { level: 3 } }, capacity: { perChannel: { chat: 10 } } }));
const chat = { contract: 1, name: 'told', identityNamespace: 'user', capabilities: { text: true }, send: async ({ key }: { readonly key: string }) => ({ status: 'sent', providerId: key } as const), close: async () => {} } as const;

const desk = createDesk({ tickMs: 20, queues: { bills: { wrapUpMs: 0 }, second: { wrapUpMs: 0 }, third: { wrapUpMs: 0 } } });
const host = createOrchestrator({ store: createSqliteStore({ file }), journeys: [billDispute, desk.journey], channels: { chat }, handoff: (request: HandoffRequest) => desk.handoff(request), timing: { pollMs: 50, callMs: 1_000, leaseMs: 2_000, retryFirstMs: 20, retryMaxMs: 100, retryAttempts: 1_000 } });

const back = new Set(handedBack.split(',').filter((name) => name !== ''));
const names = new Map<string, string>();
const nameOf = ({ customer }: WorkItem): string => names.get(customer) ?? customer;

say('begins');
if (death !== '') dieAt(JSON.parse(death) as DeathAt);
await host.start();
for (const who of customers.split(',')) names.set((await accept(who, 'bill.disputed'))?.customer ?? '', who);
desk.on(({ item, told }) => {
  if (told.type === 'handed-back') back.add(nameOf(item));
  say('told', nameOf(item), told.type, 'agent' in told ? told.agent : '');
});
const alerts: unknown[] = [];
desk.onAlert((alert) => alerts.push(alert));
await desk.open(host);
for (const item of desk.contacts()) say('has', nameOf(item), JSON.stringify(ownerOf(item) ?? item.life.status));
for (const agent of agents) await desk.sign(agent, 'available');

for (let quiet = 0; quiet < 100; quiet += 1) {
  const left = await Promise.all(customers.split(',').map(goOn));
  if (left.every((isOver) => isOver === true) && desk.contacts().length === 0) break;
  // as long as something is done, nobody is forgotten
  if (left.includes('moved')) quiet = 0;
  await wait(10);
  if (quiet === 99) say('stuck', JSON.stringify([desk.contacts(), alerts]));
}
await desk.close();
await host.close();
say('done');

async function accept(who: string, type: 'bill.disputed' | 'person.asked', time = 'first') {
  return host.accept({ id: `${who}/${type}/${time}`, source: 'test', who: [`user:${who}`], via: { channel: 'chat' }, type, data: type === 'bill.disputed' ? { bill: 'b' } : {} } as Parameters<typeof host.accept>[0]);
}

/** Does what is next for one customer; true once nothing is left to do. */
async function goOn(who: string): Promise<boolean | 'moved'> {
  const journey = (await host.explain(`user:${who}`)).journeys.find((one) => one.journey === 'bill-dispute');
  const item = desk.contacts().find((one) => nameOf(one) === who);
  if (journey === undefined) return item === undefined;
  if (journey.where[0] === 'explaining') return (await accept(who, 'person.asked', item === undefined ? 'first' : `at turn ${item.turn}`))?.status === 'handled' ? 'moved' : false;
  const says = item && next(item);
  return item !== undefined && says !== undefined && (await desk.say(item.id, says)).refused === undefined ? 'moved' : false;
}

/** From the first queue to the second, there from one agent to the other, to the third, to the bot, and in the end it is over. */
function next(item: WorkItem): Parameters<typeof desk.say>[1] | undefined {
  const { life, queue } = item;
  if (life.status === 'offered') return { type: 'accept', agent: life.agent };
  if (life.status !== 'assigned') return undefined;
  const { agent, aside } = life;
  if (queue === 'bills') return { type: 'move', agent, queue: 'second' };
  if (queue === 'third') return back.has(nameOf(item)) ? { type: 'finish', agent } : { type: 'hand-back', agent, resume: 'bill' };
  if (aside !== undefined) return aside.status === 'asked' ? { type: 'accept', agent: aside.agent } : { type: 'complete', agent };
  return agent === 'ann' ? { type: 'transfer', agent, transfer: 'warm', to: 'bob' } : { type: 'move', agent, queue: 'third' };
}
