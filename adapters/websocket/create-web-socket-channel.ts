import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { JourneyError } from '../../src/errors/index.js';
import type { Channel, Deliver, Outbound, SendResult } from '../../src/ports/channel.js';
import { createChatRoom, type ChatRoom } from './chat-room.js';
import { closeCodes } from './connection.js';
import { openDoorway, type Doorway } from './doorway.js';
import { startHeartbeat, type Heartbeat } from './heartbeat.js';
import { checkConfig, type WebSocketChannelConfig, type WebSocketSettings } from './web-socket-channel-config.js';

/** A chat on a web page or in an app: what `createWebSocketChannel` makes. */
export interface WebSocketChannel extends Channel {
  readonly name: 'websocket';
  readonly identityNamespace: string;
  readonly capabilities: { readonly text: true; readonly buttons: true; readonly media: true; readonly receipts: true; readonly inbound: true; readonly live: true };
  readonly limits: { readonly maxTextLength: number };
  open(deliver: Deliver): Promise<void>;
  send(message: Outbound, io: { readonly signal: AbortSignal }): Promise<SendResult>;
  /** Where clients connect, as `ws://127.0.0.1:8080/chat`; throws `Closed` while nothing listens. */
  url(): string;
}

interface Chat { readonly room: ChatRoom; readonly doorway: Doorway; readonly heartbeat: Heartbeat }

const maxTextLength = 16_384;
const farewellMs = 500;

/**
 * Makes the chat channel: a WebSocket server that customers' pages talk to in the protocol of its README. Serves one process: a customer
 * connected elsewhere counts as away. Errors: `InvalidOptions` for a configuration that cannot be served safely.
 *
 * @example
 * {@includeCode ../../examples/01-chat-then-call/chat-then-call.ts#host}
 */
export function createWebSocketChannel(config: WebSocketChannelConfig): WebSocketChannel {
  const settings = checkConfig(config);
  let opening: Promise<Chat> | undefined;
  let chat: Chat | undefined;
  let closing: Promise<void> | undefined;
  const running = (): Chat => {
    if (chat === undefined || closing !== undefined) throw new JourneyError('Closed', 'The chat is not open.', { channel: 'websocket' });
    return chat;
  };
  return {
    contract: 1,
    name: 'websocket',
    identityNamespace: settings.identityNamespace,
    capabilities: { text: true, buttons: true, media: true, receipts: true, inbound: true, live: true },
    limits: { maxTextLength },
    open: async (deliver) => {
      if (closing !== undefined) throw new JourneyError('Closed', 'The chat was closed; make another.', { channel: 'websocket' });
      if (opening !== undefined) throw new JourneyError('InvalidOptions', 'The chat was opened before; open it once.', { channel: 'websocket' });
      opening = startChat(settings, deliver);
      chat = await opening;
    },
    send: async (message, { signal }) => {
      const { room } = running();
      return refusalOf(message) ?? room.send(message, signal);
    },
    url: () => running().doorway.url(),
    close: () => (closing ??= endChat(opening)),
  } as const satisfies WebSocketChannel;
}

async function startChat(settings: WebSocketSettings, deliver: Deliver): Promise<Chat> {
  const room = createChatRoom(settings, deliver);
  const heartbeat = startHeartbeat(settings.idleMs);
  const enter = (socket: WebSocket, user: string | undefined): void => {
    heartbeat.watch(socket);
    room.enter(socket, user);
  };
  try {
    return { room, heartbeat, doorway: await openDoorway(settings, enter) };
  } catch (error) {
    heartbeat.stop();
    throw error;
  }
}

function refusalOf({ text, mediaUrl }: Outbound): SendResult | undefined {
  if (text.length > maxTextLength) return { status: 'refused', code: 'text-too-long' };
  if (mediaUrl !== undefined && URL.parse(mediaUrl)?.protocol !== 'https:') return { status: 'refused', code: 'media-url-not-https' };
  return undefined;
}

async function endChat(opening: Promise<Chat> | undefined): Promise<void> {
  const chat = await opening?.catch(() => undefined);
  if (chat === undefined) return;
  chat.heartbeat.stop();
  const closed = chat.doorway.close();
  await farewell(chat.doorway.sockets);
  await closed;
}

async function farewell(sockets: ReadonlySet<WebSocket>): Promise<void> {
  const gone = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of sockets) socket.close(closeCodes.goingAway, 'the server is going away');
  await Promise.race([Promise.all(gone), sleep(farewellMs)]);
  for (const socket of sockets) socket.terminate();
}
