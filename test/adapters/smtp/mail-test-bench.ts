import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { createSmtpChannel, type SmtpChannel, type SmtpChannelConfig } from '../../../adapters/smtp/index.js';
import { JourneyError } from '../../../src/errors/index.js';
import type { Deliver, Inbound, Outbound, SendResult } from '../../../src/ports/channel.js';

export const never = new AbortController().signal;
export const shopAddress = 'shop@shop.example';
export const outbound = (key: string, more: Partial<Outbound> = {}): Outbound => ({ key, to: 'ana@home.example', text: `text of ${key}`, ...more });
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const refused = (code: string) => ({ asymmetricMatch: (error: unknown) => JourneyError.is(error) && error.code === code });

const cleanUps: (() => unknown)[] = [];
const cleanUpAll = async (): Promise<void> => { for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp(); };
/** Runs when the test is over, last one first. */
export function afterTest(cleanUp: () => unknown): void {
  // registered by each test for itself: files that share this module do not share a hook of it
  if (cleanUps.push(cleanUp) === 1) onTestFinished(cleanUpAll);
}

/** One mail as it lay on the wire. */
export interface Arrived { readonly from: string; readonly to: readonly string[]; readonly raw: Buffer }
export interface MailServer { readonly port: number; readonly arrived: Arrived[]; readonly server: SMTPServer }

/** A real mail server on a free port, without encryption unless asked; `options` are those of smtp-server. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 1,
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        arrived.push({ from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts) });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  afterTest(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: portOf(server.server), arrived, server };
}

/** A server that says what it is told: an answer to each command of the client and to the end of a text, after a greeting. */
export async function startScriptedServer(answer: (line: string, socket: Socket) => string | undefined, greeting = '220 hello'): Promise<{ readonly port: number; readonly lines: string[]; readonly connections: () => number }> {
  const lines: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    let inText = false;
    connections += 1;
    socket.on('error', () => {});
    afterTest(() => socket.destroy());
    if (greeting !== '') socket.write(`${greeting}\r\n`);
    socket.on('data', (data) => {
      for (const line of String(data).split('\r\n').filter((one) => one !== '')) {
        lines.push(line);
        if (inText && line !== '.') continue;
        inText = line === 'DATA';
        const said = answer(line, socket);
        if (said !== undefined && socket.writable) socket.write(`${said}\r\n`);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterTest(() => server.close());
  return { port: portOf(server), lines, connections: () => connections };
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

export function openShop(port: number, config: Partial<SmtpChannelConfig> = {}): SmtpChannel {
  const channel = createSmtpChannel({ from: { address: shopAddress, name: 'Shop' }, server: { host: '127.0.0.1', port, tls: 'none' }, ...config });
  afterTest(() => channel.close());
  return channel;
}

export const send = (channel: SmtpChannel, message: Outbound, signal: AbortSignal = never): Promise<SendResult> => channel.send(message, { signal });
export const parse = (raw: Buffer | undefined): Promise<Email> => PostalMime.parse(raw ?? Buffer.alloc(0));

/** The words of a mail; the line ends are those of the format. */
export const wordsOf = async (raw: Buffer | undefined): Promise<string> => ((await parse(raw)).text ?? '').replaceAll('\r\n', '\n').replace(/\n$/, '');

/** A mailbox without a server to send by; what comes in is kept in `heard`. */
export async function openMailbox(config: Partial<SmtpChannelConfig> = {}, deliver?: Deliver): Promise<{ readonly channel: SmtpChannel; readonly heard: Inbound[] }> {
  const heard: Inbound[] = [];
  const channel = openShop(9, config);
  await channel.open(async (inbound) => {
    await deliver?.(inbound);
    heard.push(...inbound);
  });
  return { channel, heard };
}

/** A raw mail from headers and a body, with those that every mail has unless they are given; `undefined` leaves one out. */
export function rawMail(headers: { readonly [name: string]: string | readonly string[] | undefined }, body = 'Hello'): Buffer {
  const all = { From: 'Ana <ana@home.example>', To: shopAddress, 'Message-ID': '<m1@home.example>', Date: 'Mon, 05 Jan 2026 10:00:00 +0000', 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit', ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((one) => `${name}: ${one}`)));
  return Buffer.from([...lines, '', ...body.split('\n')].join('\r\n'));
}
