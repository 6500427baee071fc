import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { createSmtpChannel, type SmtpChannel } from '../../../adapters/smtp/index.js';
import type { Answer, Arrived, ChannelHarness, ChannelUnderTest, Outside, Said, Trouble } from '../../../src/testing/index.js';
import { signedRequest, theVerifier } from '../webhook/signed-request.js';

const shop = 'shop@shop.example';
const slowDownMs = 3_000;

/** Mails over TCP to a real mail server; answers by `onMail` and by requests that post them. */
export const smtpHarness: ChannelHarness = { create: createMail };

interface Mailbox { trouble: keyof Trouble; readonly arrived: Arrived[] }

async function createMail(): Promise<ChannelUnderTest> {
  const mailbox: Mailbox = { trouble: 'none', arrived: [] };
  const server = serverOf(mailbox);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const channel = createSmtpChannel({ from: { address: shop, name: 'Shop' }, server: { host: '127.0.0.1', port, tls: 'none' }, verifier: theVerifier(), deliveryReports: true, slowDownMs });
  return { channel, outside: outsideOf(channel, mailbox, server) };
}

function serverOf(mailbox: Mailbox): SMTPServer {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 1,
    onRcptTo: (_address, _session, done) => done(complaintOf(mailbox.trouble)),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => void keep(mailbox, envelope.rcptTo[0]?.address ?? '', Buffer.concat(parts)).then(() => (mailbox.trouble === 'slow' ? undefined : done()), done));
    },
  });
  server.on('error', () => {});
  return server;
}

/** What a mail server says to a receiver's address. */
function complaintOf(trouble: keyof Trouble): Error | undefined {
  switch (trouble) {
    case 'down': return Object.assign(new Error('4.3.0 try again later'), { responseCode: 451 });
    case 'rate': return Object.assign(new Error('4.7.28 you are too fast'), { responseCode: 450 });
    case 'refuse': return Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 });
    default: return undefined;
  }
}

async function keep(mailbox: Mailbox, to: string, raw: Buffer): Promise<void> {
  if (mailbox.trouble === 'slow') return;
  const { text = '', messageId = '' } = await PostalMime.parse(raw);
  const words = text.replaceAll('\r\n', '\n').replace(/\n$/, '');
  const mediaUrl = /\n(https:\S+)$/.exec(words)?.[1];
  mailbox.arrived.push({ to, text: words, key: messageId, wire: raw.toString('latin1'), ...(mediaUrl !== undefined && { mediaUrl }) });
}

function outsideOf(channel: SmtpChannel, mailbox: Mailbox, server: SMTPServer): Outside {
  const take = async (mail: Uint8Array): Promise<Answer> => {
    const { responseCode } = await channel.onMail(mail);
    return responseCode === 250 ? 'taken' : responseCode < 500 ? 'again' : 'refused';
  };
  const as = (trouble: Exclude<keyof Trouble, 'rate'>) => () => { mailbox.trouble = trouble; };
  const posted = (said: Said, by?: string): Request => signedRequest(new Uint8Array(mailOf(said)), { type: 'message/rfc822', ...(by !== undefined && { by }) });
  return {
    // empty lines around a mail's words belong to its format, and its quotes
    loses: ['around'],
    received: () => mailbox.arrived,
    say: (said) => take(mailOf(said)),
    request: (said) => posted(said),
    forge: (said) => posted(said, 'z'),
    reply: ({ key = '', wire = '' }, said) => take(mailOf(said, [`In-Reply-To: ${key}`, `References: ${[...(/^References: (.*(?:\r\n .*)*)/m.exec(wire)?.[1] ?? '').split(/\s+/), key].filter((id) => id !== '').join(' ')}`])),
    echo: ({ wire = '' }) => take(Buffer.from(wire, 'latin1')),
    pour: async (bytes) => { await channel.onMail(bytes); },
    report: { delivered: (id) => take(reportOf(id, 'delivered')), failed: (id) => take(reportOf(id, 'failed')) },
    trouble: { down: as('down'), refuse: as('refuse'), slow: as('slow'), none: as('none'), rate: () => { mailbox.trouble = 'rate'; return slowDownMs; } },
    dispose: () => new Promise((resolve) => { server.close(() => resolve()); }),
  };
}

const linesOf = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\n').replaceAll('\n', '\r\n'));

function mailOf({ id, from, text }: Said, more: readonly string[] = []): Buffer {
  return linesOf(`From: ${from}`, `To: ${shop}`, `Message-ID: <${id}@customer.example>`, ...more, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text);
}

/** What mail servers say later of a mail (RFC 3464). */
function reportOf(providerId: string, action: 'delivered' | 'failed'): Buffer {
  return linesOf(
    'From: MAILER-DAEMON@mx.example', `To: ${shop}`, `Message-ID: <report-${action}-${providerId.slice(0, 20)}@mx.example>`, 'Content-Type: multipart/report; report-type=delivery-status; boundary="r"', '',
    '--r', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', `Action: ${action}`, '',
    '--r', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${providerId}>`, '', '--r--', '',
  );
}
