import { createOrchestrator, hours, minutes } from 'throughline';
import { createDesk, defineAlert, stepAlert, type AlertState } from 'throughline/desk';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { billDispute } from '../handoff/bill-dispute.js';

// a Monday, half an hour before the office closes in Vienna
const clock = createTestClock(Date.UTC(2026, 0, 5, 15, 30));
const say = (text: string): void => console.log(`${new Date(clock.now()).toISOString().slice(5, 16).replace('T', ' ')}  ${text}`);

// #region desk
const desk = createDesk({
  tickMs: minutes(1),
  queues: { bills: { giveUp: { afterMs: hours(72), to: 'message' } } },
  promises: {
    policies: [{ name: 'an hour', targets: { 'first-reply': { ms: hours(1), hours: 'office' } } }],
    hours: { office: { timeZone: 'Europe/Vienna', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] }] } },
  },
});
// #endregion desk
const chat = { contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true }, send: async ({ key }: { readonly key: string }) => ({ status: 'sent', providerId: key }) as const, close: async () => {} } as const;
const host = createOrchestrator({ store: createMemoryStore({ clock }), clock, channels: { chat }, journeys: [billDispute, desk.journey], handoff: (request) => desk.handoff(request) });
await desk.open(host);

// #region told
desk.on(({ told }) => {
  if (told.type === 'promise-at-risk' || told.type === 'promise-broken' || told.type === 'answered') say(`${told.type}; ${desk.contacts().length} contacts`);
});
// #endregion told

/** Told once when three wait for ten minutes, and once when nobody does. */
const crowd = defineAlert({ name: 'three wait', bad: 'high', raiseAt: 3, holdMs: minutes(10), clearAt: 0 });
let alert: AlertState = { status: 'quiet' };
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += minutes(1)) {
    await clock.advance(minutes(1));
    const waiting = desk.contacts().filter(({ life }) => life.status === 'waiting').length;
    const { state, told } = stepAlert(crowd, alert, { value: waiting, at: clock.now() });
    alert = state;
    if (told !== undefined) say(`alert '${crowd.name}' ${told}`);
  }
}

for (const who of ['eve', 'joe', 'kim']) {
  const by = { source: 'chat', who: [`user:${who}`], via: { channel: 'chat' } } as const;
  await host.accept({ ...by, id: `bill of ${who}`, type: 'bill.disputed', data: { bill: who } });
  await host.accept({ ...by, id: `wish of ${who}`, type: 'person.asked', data: {} });
  await pass(minutes(4));
}
// the night does not count
await pass(hours(17));
await desk.sign({ id: 'ann', queues: { bills: 1 }, skills: { bills: { level: 4 } }, capacity: { perChannel: { chat: 3 } } }, 'available');
for (const { id } of desk.contacts()) await desk.say(id, { type: 'accept', agent: 'ann' });
await pass(minutes(2));
await desk.close();
await host.close();
