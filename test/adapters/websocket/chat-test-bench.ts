import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { createWebSocketChannel, type WebSocketChannel, type WebSocketChannelConfig } from '../../../adapters/websocket/index.js';
import type { Deliver, Inbound, Outbound } from '../../../src/ports/channel.js';

export const secret = 'a secret of more than 24 bytes';
export const never = new AbortController().signal;
export const outbound = (key: string, to: string, more: Partial<Outbound> = {}): Outbound => ({ key, to, text: `text of ${key}`, ...more });

const cleanUps: (() => unknown)[] = [];
const cleanUpAll = async (): Promise<void> => { for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp(); };
/** Runs when the test is over, last one first. */
export function afterTest(cleanUp: () => unknown): void {
  // registered by each test for itself: files that share this module do not share a hook of it
  if (cleanUps.push(cleanUp) === 1) onTestFinished(cleanUpAll);
}

export interface OpenShop { readonly channel: WebSocketChannel; readonly url: string; readonly heard: Inbound[] }

/** A real server on a free port; what customers say is kept in `heard`. */
export async function openShop(config: Partial<WebSocketChannelConfig> = {}, deliver?: Deliver): Promise<OpenShop> {
  const heard: Inbound[] = [];
  const channel = createWebSocketChannel({ secret, ...config });
  afterTest(() => channel.close());
  await channel.open(async (inbound) => {
    await deliver?.(inbound);
    heard.push(...inbound);
  });
  return { channel, url: channel.url(), heard };
}

type Frame = { readonly type: string } & { readonly [field: string]: unknown };
export interface Client {
  readonly frames: Frame[];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  say(frame: unknown): void;
  /** the n-th frame of a type, counted from 1 */
  next(type: string, n?: number): Promise<Frame>;
}

/** A bare client on the protocol, with a hello already said where one is given. */
export async function connect(url: string, hello?: object, options: ClientOptions = {}): Promise<Client> {
  const socket = new WebSocket(url, options);
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  afterTest(() => socket.terminate());
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'open');
  socket.on('error', () => {});
  const client: Client = {
    frames, socket, closed,
    say: (frame) => socket.send(JSON.stringify(frame)),
    next: async (type, n = 1) => {
      await until(() => frames.filter((frame) => frame.type === type).length >= n);
      return frames.filter((frame) => frame.type === type)[n - 1] ?? { type: 'none' };
    },
  };
  if (hello !== undefined) {
    client.say({ type: 'hello', ...hello });
    await client.next('welcome');
  }
  return client;
}

/** The HTTP status that turned a client away. */
export function turnedAway(url: string, options: ClientOptions = {}): Promise<number | undefined> {
  const socket = new WebSocket(url, options);
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
    socket.on('open', () => resolve(101));
    socket.on('error', reject);
    afterTest(() => socket.terminate());
  });
}

export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !holds(); await pause(2)) {
    if (Date.now() > end) throw new Error('it did not come about within 5 seconds');
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
