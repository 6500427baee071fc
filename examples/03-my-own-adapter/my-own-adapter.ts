/**
 * A restaurant asks its guests, in its own app, whether they are coming tonight. The channel for that app is `inbox-channel.ts`; this plays
 * an evening over it and then proves it by the conformance cases. Ends by itself:
 *
 *     npm run build:js && npx tsx --tsconfig examples/tsconfig.json examples/03-my-own-adapter/my-own-adapter.ts
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { createOrchestrator, days, defineJourney, facts, hours, noData, type Receipt } from 'throughline';
import { channelCases, createMemoryStore, runCases } from 'throughline/testing';
import { z } from 'zod';
import { inboxHarness, newsRequest, startFakeInbox } from './fake-inbox.js';
import { createInboxChannel } from './inbox-channel.js';

const coming = 'We are coming';
const notComing = 'We cannot come';

const { setup } = defineJourney({
  id: 'table-tonight', version: 1,
  events: {
    'table.due': z.object({ seats: z.number() }),
    'guest.confirmed': noData,
    'guest.cancelled': noData,
    'message.opened': z.object({ messageId: z.string(), channel: z.string() }),
    'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }),
    'message.replied': z.object({ messageId: z.string(), text: z.string() }),
  },
  facts: { seats: facts.internal(z.number()), text: facts.personal(z.string().nullable()) },
  // a host whose channel cannot carry all of these does not compile
  channels: { inbox: ['text', 'buttons', 'receipts', 'inbound'] },
  entry: { on: ['table.due'], reentry: { mode: 'after-exit' } },
  goals: [{ name: 'answered', on: ['guest.confirmed', 'guest.cancelled'], withinMs: hours(2) }],
  ttlMs: days(1),
});

const tableTonight = setup({ delays: { patience: hours(2) } }).createMachine({
  context: ({ input }) => ({ seats: input.event.data.seats, text: null }),
  initial: 'asked',
  states: {
    asked: {
      entry: { type: 'send', params: { channel: 'inbox', purpose: 'service', template: 'question', buttons: [coming, notComing] } },
      on: {
        'guest.confirmed': 'kept',
        'guest.cancelled': 'free again',
        'message.failed': 'ringing up',
        // words of their own are for a person to read
        'message.replied': { target: 'ringing up', actions: { type: 'remember', params: { facts: ['text'] } } },
      },
      after: { patience: 'ringing up' },
      initial: 'unseen',
      states: { unseen: { on: { 'message.opened': 'seen' } }, seen: {} },
    },
    kept: { type: 'final' },
    'free again': { type: 'final', entry: { type: 'send', params: { channel: 'inbox', purpose: 'service', text: 'Thank you for telling us. Another time!' } } },
    'ringing up': { type: 'final', entry: { type: 'handoff', params: ({ context }) => ({ queue: 'phone', reason: context.text ?? 'the question did not arrive' }) } },
  },
});

const inbox = await startFakeInbox();
const rungUp: string[] = [];
const host = createOrchestrator({
  journeys: [tableTonight],
  store: createMemoryStore({ durableOk: true }),
  channels: { inbox: createInboxChannel(inbox) },
  texts: { question: ({ seats }) => `Your table for ${seats} at eight: are you coming?` },
  understand({ type, data }) {
    if (type !== 'message.received') return undefined;
    if (data.text === coming) return { type: 'guest.confirmed' as const, data: {} };
    return data.text === notComing ? { type: 'guest.cancelled' as const, data: {} } : undefined;
  },
  handoff: ({ briefing, reason }) => { rungUp.push(`${briefing.identities.join()}, because: ${reason}`); },
});
let receipt: Receipt | undefined;
host.on('event.answered', (answered) => { ({ receipt } = answered); });
const listener = getRequestListener(host.handler('inbox'));
const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
await once(server, 'listening');
const hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/inbox`;

console.log('\n  Four tables at eight, and a question in the app of each guest\n');
inbox.burst = 3;
for (const [guest, seats] of Object.entries({ ann: 2, ben: 4, cleo: 2, dora: 2 })) {
  await host.accept({ id: `tonight ${guest}`, source: 'reservations', who: [`user:${guest}`], type: 'table.due', data: { seats } });
  await until(() => inbox.turnedAway.includes(guest) || shownTo(guest) !== undefined);
  if (inbox.turnedAway.includes(guest)) say(guest, '... has to wait: the inbox took three and wants a second\'s rest');
  await until(() => shownTo(guest) !== undefined);
  say(guest, `reads: ${shownTo(guest)?.text}  [${shownTo(guest)?.buttons?.join(']  [')}]`);
}

console.log('\n  What the app tells us, by signed requests\n');
await tell('ann', 'opens it', { id: 'n-1', what: 'read', message: shownTo('ann')?.id });
await tell('ann', `taps [${coming}]`, { id: 'n-2', what: 'tapped', guest: 'ann', text: coming });
await tell('ben', `taps [${notComing}]`, { id: 'n-3', what: 'tapped', guest: 'ben', text: notComing });
await tell('ben', '... told a second time', { id: 'n-3', what: 'tapped', guest: 'ben', text: notComing });
await tell('cleo', 'has no phone any more', { id: 'n-4', what: 'failed', message: shownTo('cleo')?.id });
await tell('eve', 'taps for dora', { id: 'n-5', what: 'tapped', guest: 'dora', text: notComing }, 'a guess');
await tell('dora', 'writes: Can we be three?', { id: 'n-6', what: 'wrote', guest: 'dora', text: 'Can we be three?' });

await until(() => rungUp.length === 2 && inbox.shown.length === 5);
console.log('\n  What came of it\n');
say('ben', `reads: ${inbox.shown.at(-1)?.text}`);
for (const who of rungUp.toSorted()) say('staff', `rings up ${who}`);
const [asked, answered] = await host.figures(['journey.table-tonight.started', 'goal.table-tonight.answered']);
say('all', `${answered} of ${asked} have answered with a tap`);
await host.close();
server.close();
await inbox.close();

const { passed, failed, skipped } = await runCases(await channelCases(inboxHarness));
console.log(`\n  The conformance cases, over the same wire: ${passed.length} passed, ${failed.length} failed, ${skipped.length} do not apply\n`);
for (const { id, clause, error } of failed) say(id, `${clause}: ${String(error)}`);
for (const [reason, cases] of Map.groupBy(skipped, (one) => one.reason)) say('', `${reason}: ${cases.map(({ id }) => id).join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function shownTo(guest: string) {
  return inbox.shown.find(({ to }) => to === guest);
}

/** The app posts one piece of news; the HTTP status is what it sees of it, the rest is what our journeys made of it. */
async function tell(who: string, what: string, news: object, secret = inbox.secret): Promise<void> {
  receipt = undefined;
  const { status } = await fetch(newsRequest(hook, secret, [news]));
  say(who, `${what.padEnd(26)} ${status}  ${outcome(receipt)}`);
}

function outcome(known: Receipt | undefined): string {
  if (known === undefined) return 'not the app\'s signature';
  return known.status === 'handled' ? known.moved.map(({ from, to }) => `${from?.join()} → ${to.join()}`).join() : known.status;
}

function say(who: string, what: string): void {
  console.log(`  ${who.padEnd(6)} ${what}`.trimEnd());
}

async function until(there: () => boolean): Promise<void> {
  for (const start = Date.now(); !there(); await sleep(5)) {
    if (Date.now() - start > 20_000) throw new Error('It did not come within 20 seconds.');
  }
}
