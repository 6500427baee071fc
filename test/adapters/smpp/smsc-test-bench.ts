import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createSmppChannel, type SmppChannel, type SmppChannelConfig } from '../../../adapters/smpp/index.js';
import type { Deliver, Inbound, Outbound, SendResult } from '../../../src/ports/channel.js';
// @ts-expect-error the package ships no types
import untyped from 'smpp';

export interface ServerPdu { readonly command: string; readonly command_status: number; readonly sequence_number: number; response(fields?: object): ServerPdu; readonly [field: string]: any }
export interface ServerSession {
  readonly socket: Socket;
  on(event: string, heard: (pdu: ServerPdu) => void): void;
  send(pdu: ServerPdu, answered?: (answer: ServerPdu) => void): boolean;
  deliver_sm(fields: object, answered: (answer: ServerPdu) => void): boolean;
  data_sm(fields: object, answered: (answer: ServerPdu) => void): boolean;
  unbind(answered: (answer: ServerPdu) => void): boolean;
  /** reads nothing any more */
  pause(): void;
  destroy(): void;
}
export const smpp: { createServer(options: object, onSession: (session: ServerSession) => void): Server; readonly PDU: new (command: string, fields: object) => ServerPdu & { toBuffer(): Buffer }; readonly errors: Readonly<Record<string, number>> } = untyped;

export const never = new AbortController().signal;
export const ana = '+4915112345671';
export const ben = '+4915112345672';
export const outbound = (more: Partial<Outbound> = {}): Outbound => ({ key: 'default/k/1/0', to: ana, text: 'Your parcel is here.', ...more });

const cleanUps: (() => unknown)[] = [];
const cleanUpAll = async (): Promise<void> => { for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp(); };
/** Runs when the test is over, last one first. */
export function afterTest(cleanUp: () => unknown): void {
  // registered by each test for itself: files that share this module do not share a hook of it
  if (cleanUps.push(cleanUp) === 1) onTestFinished(cleanUpAll);
}

/** What the SMSC says to one submit: fields of the answer, or nothing at all. */
export type Answering = (submit: ServerPdu, nth: number) => object | 'silence' | Promise<object | 'silence'>;

export const lineGone = -1;

/** A real SMSC on a port of this machine. */
export interface Smsc {
  readonly port: number;
  /** all that was submitted, read by the package's own parser */
  readonly submits: ServerPdu[];
  /** every unit that came in */
  readonly heard: ServerPdu[];
  readonly binds: ServerPdu[];
  answerBy(answering: Answering): void;
  bindBy(answering: (bind: ServerPdu) => object): void;
  session(): Promise<ServerSession>;
  /** settles when the channel has bound for the n-th time and knows it */
  bound(times: number): Promise<void>;
  /** brings a message or a receipt; gives the status that the channel answers, or `lineGone` */
  deliver(fields: object): Promise<number>;
  /** the line of every ESME drops without a word */
  drop(): void;
  close(): Promise<void>;
}

interface SmscOptions { readonly port?: number; readonly tls?: object }

/** An SMSC that is gone when the test is over. */
export async function openSmsc(options: SmscOptions = {}): Promise<Smsc> {
  const smsc = await startSmsc(options);
  afterTest(() => smsc.close());
  return smsc;
}

/** An SMSC that somebody else closes, as a conformance harness does outside of tests too. */
export async function startSmsc({ port = 0, tls = {} }: SmscOptions = {}): Promise<Smsc> {
  const [submits, heard, binds]: [ServerPdu[], ServerPdu[], ServerPdu[]] = [[], [], []];
  const sessions = new Set<ServerSession>();
  const gone = new Map<ServerSession, Promise<void>>();
  const bound: ServerSession[] = [];
  let answering: Answering = (_, nth) => ({ message_id: `id-${nth}` });
  let binding: (bind: ServerPdu) => object = () => ({ system_id: 'smsc' });
  const server = smpp.createServer(tls, (session) => {
    sessions.add(session);
    session.on('error', () => {});
    gone.set(session, new Promise((resolve) => session.on('close', () => {
      sessions.delete(session);
      resolve();
    })));
    session.on('pdu', (pdu) => void heard.push(pdu));
    session.on('bind_transceiver', (pdu) => {
      binds.push(pdu);
      const answer = pdu.response(binding(pdu));
      session.send(answer);
      if (answer.command_status === 0) bound.push(session);
    });
    session.on('enquire_link', (pdu) => void session.send(pdu.response()));
    session.on('unbind', (pdu) => void session.send(pdu.response()));
    session.on('submit_sm', (pdu) => {
      submits.push(pdu);
      void Promise.resolve(answering(pdu, submits.length)).then((answer) => answer === 'silence' || session.send(pdu.response(answer)));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const drop = (): void => sessions.forEach((session) => session.destroy());
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    drop();
    await closed;
  };
  const session = async (): Promise<ServerSession> => {
    await until(() => bound.some((one) => sessions.has(one)));
    return bound.findLast((one) => sessions.has(one)) ?? Promise.reject(new Error('nobody is bound'));
  };
  const deliver: Smsc['deliver'] = async (fields) => {
    const line = await session();
    return new Promise((resolve) => {
      void gone.get(line)?.then(() => resolve(lineGone));
      if (!line.deliver_sm({ ...fromAna, ...fields }, (answer) => resolve(answer.command_status))) resolve(lineGone);
    });
  };
  return {
    port: (server.address() as AddressInfo).port, deliver, submits, heard, binds, drop, close, session,
    answerBy: (next) => { answering = next; },
    bindBy: (next) => { binding = next; },
    async bound(times) {
      await until(() => bound.length >= times);
      await deliver(receipt('none', 'ENROUTE'));
    },
  };
}

export const fromAna = { source_addr: '4915112345671', source_addr_ton: 1, source_addr_npi: 1, destination_addr: '4930123456', dest_addr_ton: 1, dest_addr_npi: 1 };

export interface Office { readonly smsc: Smsc; readonly channel: SmppChannel; readonly heard: Inbound[]; acceptBy(deliver: Deliver): void; send(more?: Partial<Outbound>, signal?: AbortSignal): Promise<SendResult> }

/** An SMSC with an open channel bound to it; what comes in is kept in `heard`. */
export async function openOffice(config: Partial<SmppChannelConfig> = {}, smsc?: Smsc): Promise<Office> {
  const there = smsc ?? await openSmsc();
  const channel = createSmppChannel({ host: '127.0.0.1', port: there.port, systemId: 'shop', password: 'secret', source: '+4930123456', reconnectMs: 10, perSecond: 10_000, ...config });
  afterTest(() => channel.close());
  const heard: Inbound[] = [];
  let accept: Deliver = async () => {};
  await channel.open(async (inbound) => {
    await accept(inbound);
    heard.push(...inbound);
  });
  return { smsc: there, channel, heard, acceptBy: (next) => { accept = next; }, send: (more, signal = never) => channel.send(outbound(more), { signal }) };
}

/** A receipt as most SMSCs write it. */
export const receipt = (id: string, stat: string, more: object = {}): object => ({
  esm_class: 4, short_message: Buffer.from(`id:${id} sub:001 dlvrd:001 submit date:2611220900 done date:2611220901 stat:${stat} err:000 text:Your parcel`), ...more,
});

/** One part of a long message as a phone sends it. */
export const part = ([reference, total, number]: readonly [number, number, number], text: Buffer | string, more: object = {}): object => ({
  esm_class: 0x40, data_coding: 0, short_message: Buffer.concat([Buffer.from([5, 0, 3, reference, total, number]), Buffer.from(text)]), ...more,
});

export const ucs2 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
export const texts = (heard: readonly Inbound[]): readonly string[] => heard.flatMap((item) => (item.kind === 'message' ? [item.text] : []));
export const ids = (heard: readonly Inbound[]): readonly string[] => heard.map(({ id }) => id);
export const receipts = (heard: readonly Inbound[]): readonly string[] => heard.flatMap((item) => (item.kind === 'receipt' ? [`${item.providerId} ${item.state}`] : []));
/** The texts of submits joined as a phone joins them: by the number in their headers. */
export function shown(submits: readonly ServerPdu[]): string {
  const numbered = submits.map(({ short_message: { udh, message } }) => ({ number: Number(udh?.[0]?.at(-1) ?? 1), message: String(message) }));
  return numbered.sort((a, b) => a.number - b.number).map(({ message }) => message).join('');
}

export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !holds(); await pause(2)) {
    if (Date.now() > end) throw new Error('it did not come about within 5 seconds');
  }
}
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
