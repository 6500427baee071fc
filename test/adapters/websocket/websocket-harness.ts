import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createWebSocketChannel, type WebSocketChannel } from '../../../adapters/websocket/index.js';
import type { Answer, Arrived, ChannelHarness, ChannelUnderTest, Outside, Said } from '../../../src/testing/index.js';

const people = ['ana', 'ben'] as const;
const accepted = z.object({ type: z.literal('accepted'), id: z.string() });
const failed = z.object({ type: z.literal('failed'), id: z.string().optional(), again: z.boolean() });
const message = z.object({ type: z.literal('message'), key: z.string(), text: z.string(), buttons: z.array(z.string()).exactOptional(), mediaUrl: z.string().exactOptional() });
type Message = z.infer<typeof message>;

/** Chats with two visitors on real sockets. */
export const webSocketHarness: ChannelHarness = { create: createChat };

function createChat(): ChannelUnderTest {
  const channel = createWebSocketChannel({ secret: 'a secret of more than 24 bytes' });
  return { channel, outside: outsideOf(channel) };
}

function outsideOf(channel: WebSocketChannel): Outside {
  const pages = new Map<string, Page>();
  const arrived: (Arrived & { readonly key: string })[] = [];
  const begin = async (): Promise<void> => {
    for (const user of people) pages.set(user, await openPage(channel.url(), user, ({ type: _type, ...one }) => arrived.push({ to: user, ...one })));
  };
  const pageOf = (user: string): Page => {
    const page = pages.get(user);
    if (page === undefined) throw new Error('nobody of that name is connected');
    return page;
  };
  const say = ({ id, from, text }: Said): Promise<Answer> => pageOf(from).ask({ type: 'message', id, text });
  const report = (type: 'received' | 'read') => async (providerId: string): Promise<Answer> => {
    const about = arrived.find(({ key }) => key.startsWith(`${providerId}~`));
    return pageOf(about?.to ?? '').tell({ type, key: about?.key });
  };
  return {
    people: [...people], begin, say,
    received: () => arrived,
    reply: (to, said) => say({ ...said, from: to.to }),
    echo: ({ to, key, text }) => pageOf(to).tell({ type: 'message', key, text }),
    pour: async (bytes) => pourInto(channel.url(), bytes),
    report: { delivered: report('received'), read: report('read') },
    trouble: {
      down: async () => { for (const page of pages.values()) await page.leave(); },
      none: begin,
    },
    async dispose() { for (const page of pages.values()) await page.leave(); },
  };
}

/** One visitor's page. */
interface Page {
  /** says something and waits for the answer to it */
  ask(frame: { readonly type: string; readonly id: string; readonly text: string }): Promise<Answer>;
  /** says something that is not answered */
  tell(frame: object): Promise<Answer>;
  leave(): Promise<void>;
}

async function openPage(url: string, user: string, onMessage: (message: Message) => void): Promise<Page> {
  const socket = new WebSocket(url);
  const waiting = new Map<string, (answer: Answer) => void>();
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const frame: unknown = JSON.parse(String(data));
    const [ok, no, told] = [accepted.safeParse(frame), failed.safeParse(frame), message.safeParse(frame)];
    if (ok.success) waiting.get(ok.data.id)?.('taken');
    if (no.success) waiting.get(no.data.id ?? '')?.(no.data.again ? 'again' : 'refused');
    if (told.success) onMessage(told.data);
  });
  await once(socket, 'open');
  const say = (frame: object): void => socket.send(JSON.stringify(frame));
  say({ type: 'hello', user });
  await once(socket, 'message');
  return {
    ask: (frame) => new Promise((resolve, reject) => {
      waiting.set(frame.id, resolve);
      socket.once('close', () => reject(new Error('the line dropped')));
      say(frame);
    }),
    async tell(frame) {
      say(frame);
      const pong = once(socket, 'pong');
      socket.ping();
      await pong;
      return 'taken';
    },
    async leave() {
      if (socket.readyState === socket.CLOSED) return;
      const closed = once(socket, 'close');
      socket.terminate();
      await closed;
      // the server learns of it a moment later
      await sleep(5);
    },
  };
}

async function pourInto(url: string, bytes: Uint8Array): Promise<void> {
  const socket = new WebSocket(url);
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello' }));
  for (const binary of [false, true]) socket.send(bytes, { binary });
  await sleep(2);
  socket.terminate();
}
