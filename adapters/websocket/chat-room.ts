import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Deliver, Outbound, SendResult } from '../../src/ports/channel.js';
import { createConnectedVisitors, type ConnectedVisitors } from './connected-visitors.js';
import { Connection, type ConnectionHost } from './connection.js';
import type { Hello, ServerFrame } from './frames.js';
import { greet, type Greeting, type Visitor } from './greet.js';
import { hear, type Listener } from './hear.js';
import { createReturnPace, type ReturnPace } from './return-pace.js';
import { createSigner } from './signer.js';
import { createUnconfirmedMessages } from './unconfirmed-messages.js';
import type { WebSocketSettings } from './web-socket-channel-config.js';

/** Where clients and messages meet. */
export interface ChatRoom {
  enter(socket: WebSocket, user: string | undefined): void;
  send(message: Outbound, signal: AbortSignal): Promise<SendResult>;
}

interface Room extends Listener {
  readonly settings: WebSocketSettings;
  readonly visitors: ConnectedVisitors<Connection>;
  readonly pace: ReturnPace;
}

export function createChatRoom(settings: WebSocketSettings, deliver: Deliver): ChatRoom {
  const room: Room = {
    settings, deliver, signer: createSigner(settings.secret), events: settings.events, proves: settings.authenticate !== undefined,
    unconfirmed: createUnconfirmedMessages(), visitors: createConnectedVisitors<Connection>(), pace: createReturnPace(),
  };
  return {
    enter: (socket, user) => void new Connection(socket, hostOf(user, room)),
    send: (message, signal) => send(message, signal, room),
  };
}

function hostOf(user: string | undefined, room: Room): ConnectionHost {
  let visitor: Visitor | undefined;
  return {
    maxBufferedBytes: room.settings.maxBufferedBytes,
    helloMs: room.settings.helloMs,
    strict: room.settings.strict,
    isOurs: (key) => visitor !== undefined && room.signer.openKey(visitor.user, key) !== undefined,
    onHello: (connection, hello) => {
      const greeting = greet(hello, user, room.signer);
      visitor = greeting.visitor;
      welcome(connection, greeting, hello, room);
    },
    onSaid: async (said) => (visitor === undefined ? undefined : hear(said, visitor, room)),
    onClosed: (connection) => visitor !== undefined && room.visitors.remove(visitor, connection),
  };
}

function welcome(connection: Connection, { visitor, token, resumed, stranger }: Greeting, hello: Hello, room: Room): void {
  const { user } = visitor;
  room.visitors.add(visitor, connection);
  connection.say({ type: 'welcome', conversation: token, resumed });
  const missed = room.unconfirmed.after(user, hello.seen === undefined ? undefined : room.signer.openKey(user, hello.seen));
  for (const message of missed) {
    if (room.visitors.reach(user, message.conversation).includes(connection)) connection.say(frameOf(message, room));
  }
  if (!stranger && room.pace.returned(user, Date.now())) tellReturn(visitor, room);
}

/** only hurries messages along, so when it cannot be taken they come in their own time */
function tellReturn({ user, conversation }: Visitor, { deliver }: Room): void {
  const id = `${conversation}:connected:${randomUUID()}`;
  deliver([{ kind: 'event', id, from: user, conversation, event: { type: 'channel.connected', data: {} } }]).catch(() => {});
}

async function send(message: Outbound, signal: AbortSignal, room: Room): Promise<SendResult> {
  signal.throwIfAborted();
  // kept before it is written, since the client may confirm it sooner than we learn that it was
  room.unconfirmed.keep(message);
  const frame = frameOf(message, room);
  try {
    await orAborted(Promise.any(room.visitors.reach(message.to, message.conversation).map((connection) => connection.write(frame))), signal);
    return { status: 'sent', providerId: message.key };
  } catch {
    room.unconfirmed.confirm(message.to, message.key);
    signal.throwIfAborted();
    return { status: 'retry', retryAfterMs: room.pace.missed(message.to), because: 'recipient-away' };
  }
}

function frameOf({ to, key, text, buttons, mediaUrl }: Outbound, { signer }: Room): ServerFrame {
  return { type: 'message', key: signer.sealKey(to, key), text, ...(buttons === undefined ? {} : { buttons }), ...(mediaUrl === undefined ? {} : { mediaUrl }) };
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
