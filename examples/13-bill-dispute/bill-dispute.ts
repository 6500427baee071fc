import { createOrchestrator, hours, minutes, seconds } from 'throughline';
import { briefAgent, createDesk, defineActions, ownerOf, type DeskSays } from 'throughline/desk';
import { packetOf, redactPacket } from 'throughline/handoff';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { billDispute } from '../handoff/bill-dispute.js';

const clock = createTestClock(Date.UTC(2026, 0, 5, 9));
const say = (text: string): void => console.log(`${new Date(clock.now()).toISOString().slice(11, 16)}  ${text}`);

const chat = {
  contract: 1, name: 'printed chat', identityNamespace: 'user', capabilities: { text: true },
  async send({ key, text }: { readonly key: string; readonly text?: string }) {
    say(`bot: ${text ?? ''}`);
    return { status: 'sent', providerId: key } as const;
  },
  async close() {},
} as const;

const desk = createDesk();
const host = createOrchestrator({
  store: createMemoryStore({ clock }), clock, channels: { chat }, journeys: [billDispute, desk.journey],
  handoff: async (request) => {
    const { facts, skills, priority, authentication } = redactPacket(packetOf(request), ['public', 'internal']);
    say(`handed over: ${facts.map(({ name, value }) => `${name} ${String(value)}`).join(', ')}; needs ${skills.map(({ skill }) => skill).join(', ')}; priority ${priority}; ${authentication}`);
    await desk.handoff(request);
  },
});
await desk.open(host);
await desk.sign({ id: 'ann', queues: { bills: 1 }, skills: { bills: { level: 4 } }, capacity: { perChannel: { chat: 3 } } }, 'available');

const eve = { source: 'chat', who: ['user:eve'], via: { channel: 'chat' } } as const;
/** What ann does, and who has eve then. */
const ann = async (does: Exclude<DeskSays['type'], 'transfer' | 'move' | 'promise-callback'> | Extract<DeskSays, { readonly type: 'promise-callback' }>): Promise<void> => {
  const [contact] = desk.contacts();
  if (contact === undefined) return;
  const says = typeof does === 'string' ? { type: does, agent: 'ann' } : does;
  const { item = contact, refused } = await desk.say(contact.id, says);
  const owner = ownerOf(item);
  say(`ann: ${says.type}${refused === undefined ? '' : ` (${refused})`}; ${owner === undefined ? 'it is over' : `eve is with ${typeof owner === 'string' ? owner : owner.agent}`}`);
  await clock.advance(seconds(1));
};
const where = async (): Promise<void> => {
  const { journeys, promises } = await host.briefing('user:eve');
  say(`the journey: ${journeys.find(({ journey }) => journey === 'bill-dispute')?.inWords ?? 'is over'}${promises.map(({ words, keptAt }) => ` [${words}: ${keptAt === undefined ? 'open' : 'kept'}]`).join('')}`);
};

const actions = defineActions<{ readonly promised: number; readonly helped: boolean }>({
  actions: [
    { id: 'explain the bill', value: 100, suitable: ({ helped }) => !helped, propensity: () => ({ probability: 0.8, evidence: 300 }), context: [{ name: 'a promise is open', weight: 25, when: ({ promised }) => promised > 0 }] },
    { id: 'offer paperless bills', value: 40, suitable: ({ helped }) => helped, lever: 10 },
  ],
});
/** What ann reads beside who it is and what was said. */
const briefing = async (): Promise<void> => {
  const { effort, lastResolution, next } = await briefAgent(host, 'user:eve', { actions: { of: actions, known: ({ promises, lastResolution: helped }) => ({ promised: promises.filter(({ keptAt }) => keptAt === undefined).length, helped: helped !== undefined }) } });
  const todo = next?.ranked.map(({ action, priority, factors: { propensity, context, value, levers } }) => `${action} (${Math.round(priority)} = ${propensity} x ${context} x ${value} x ${levers})`) ?? [];
  say(`ann reads: effort so far ${effort.score}; ${lastResolution === undefined ? 'never helped' : `helped last: ${lastResolution.status}`}; next: ${todo.join(', ')}`);
};

say('eve: what is this bill?');
await host.accept({ ...eve, id: 'e1', type: 'bill.disputed', data: { bill: 'B-2026-7' } });
await clock.advance(minutes(1));
say('eve: I want to speak to somebody');
await host.accept({ ...eve, id: 'e2', type: 'person.asked', data: {} });
await clock.advance(seconds(1));
await ann('accept');
await where();
await briefing();
// she has to ask the accountants, and will call herself
await ann({ type: 'promise-callback', agent: 'ann', due: clock.now() + minutes(30), mine: true });
await where();
await clock.advance(minutes(30));
await ann('accept');
await ann('not-reached');
await clock.advance(minutes(15));
await ann('accept');
await where();
await ann('finish');
await ann('wrapped');
await where();
await briefing();
await clock.advance(hours(1));
say(`contacts left: ${desk.contacts().length}`);
await desk.close();
await host.close();
