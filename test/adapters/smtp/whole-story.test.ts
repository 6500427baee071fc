import { SMTPServer } from 'smtp-server';
import { createTransport } from 'nodemailer';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts } from 'throughline';
import { createMemoryStore } from 'throughline/testing';
import type { SmtpChannel } from '../../../adapters/smtp/index.js';
import { afterTest, openShop, parse, pause, shopAddress, startMailServer, type MailServer } from './mail-test-bench.js';

const { setup } = defineJourney({
  id: 'delivery-day',
  version: 1,
  events: {
    'order.placed': z.object({ order: z.string() }),
    'message.replied': z.object({ messageId: z.string(), text: z.string() }),
    'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }),
  },
  facts: { order: facts.internal(z.string()) },
  channels: { mail: ['text', 'inbound'] },
  entry: { on: ['order.placed'], reentry: { mode: 'never' } },
  ttlMs: days(7),
});

const deliveryDay = setup({}).createMachine({
  id: 'delivery-day',
  context: ({ input }) => ({ order: input.event.data.order }),
  initial: 'asking',
  states: {
    asking: {
      entry: { type: 'send', params: { channel: 'mail', purpose: 'transactional', subject: 'お届け日について', text: 'When shall we come?' } },
      on: { 'message.replied': 'agreed', 'message.failed': 'unreachable' },
    },
    agreed: { type: 'final', entry: { type: 'send', params: { channel: 'mail', purpose: 'transactional', subject: 'お届け日について', text: 'ありがとうございます。' } } },
    unreachable: { type: 'final' },
  },
});

/** The shop's own mail server, as a host writes it. */
async function openShopServer(channel: SmtpChannel): Promise<number> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, closeTimeout: 1,
    onData: (stream, _, done) => {
      void channel.onMail(stream).then(({ responseCode }) => done(responseCode === 250 ? null : Object.assign(new Error('not taken'), { responseCode })));
    },
  });
  const listening = await new Promise<number>((resolve) => {
    const started = server.listen(0, '127.0.0.1', () => {
      const address = started.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  afterTest(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return listening;
}

async function openHost(homeServer: MailServer) {
  const channel = openShop(homeServer.port);
  const host = createOrchestrator({ journeys: [deliveryDay], store: createMemoryStore({ durableOk: true }), channels: { mail: channel } });
  afterTest(() => host.close());
  await host.start();
  await host.accept({ id: 'o1', source: 'shop', type: 'order.placed', data: { order: '17' }, who: ['email:ana@home.example'] });
  await until(() => homeServer.arrived.length === 1);
  return { host, shopPort: await openShopServer(channel), question: await parse(homeServer.arrived[0]?.raw) };
}

async function until(seen: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await seen()); tries++) await pause(20);
}

it('a journey asks by mail, the customer answers by mail, and the thanks land in the same thread', async () => {
  const home = await startMailServer();
  const { shopPort, question } = await openHost(home);
  const customer = createTransport({ host: '127.0.0.1', port: shopPort, ignoreTLS: true });
  const { messageId = '' } = question;
  await customer.sendMail({ from: 'ana@home.example', to: shopAddress, subject: `Re: ${question.subject}`, inReplyTo: messageId, references: messageId, text: '土曜日にお願いします\n\n> When shall we come?' });
  await until(() => home.arrived.length === 2);
  const thanks = await parse(home.arrived[1]?.raw);
  expect(thanks).toMatchObject({ subject: 'お届け日について', inReplyTo: messageId, references: messageId, to: [{ address: 'ana@home.example' }] });
});

it('a mail that comes back tells the journey that nobody is there', async () => {
  const home = await startMailServer();
  const { host, shopPort, question } = await openHost(home);
  const bounce = [
    'From: MAILER-DAEMON@home.example', `To: ${shopAddress}`, 'Subject: Undelivered', 'Content-Type: multipart/report; report-type=delivery-status; boundary=r', '',
    '--r', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; home.example', '', 'Action: failed', 'Status: 5.1.1', '',
    '--r', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${question.messageId}`, '', '--r--', '',
  ].join('\r\n');
  await createTransport({ host: '127.0.0.1', port: shopPort, ignoreTLS: true }).sendMail({ envelope: { from: '', to: [shopAddress] }, raw: bounce });
  await until(async () => (await host.explain('email:ana@home.example')).ended.length === 1);
  expect((await host.explain('email:ana@home.example')).ended).toMatchObject([{ journey: 'delivery-day', reason: 'done' }]);
  expect(home.arrived).toHaveLength(1);
});
