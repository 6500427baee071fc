import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { JourneyError } from '../../src/errors/index.js';
import { admit } from './gate.js';
import type { WebSocketSettings } from './web-socket-channel-config.js';

/** Where clients come in: a server of its own or the host's. */
export interface Doorway {
  readonly sockets: ReadonlySet<WebSocket>;
  url(): string;
  close(): Promise<void>;
}

interface Arrival { readonly request: IncomingMessage; readonly line: Duplex; readonly head: Buffer }
interface Reception {
  readonly settings: WebSocketSettings;
  readonly guests: WebSocketServer;
  /** lines still being let in */
  readonly entering: Set<Duplex>;
  readonly onSocket: (socket: WebSocket, user: string | undefined) => void;
}

/** Opens the way in; `onSocket` gets every client that was let in. Error: `ChannelFailed` where the port cannot be had. */
export async function openDoorway(settings: WebSocketSettings, onSocket: Reception['onSocket']): Promise<Doorway> {
  const server = settings.server ?? createServer((_, response) => response.writeHead(426, { connection: 'close' }).end());
  const guests = new WebSocketServer({ noServer: true, maxPayload: settings.maxMessageBytes });
  const reception: Reception = { settings, guests, entering: new Set(), onSocket };
  const listener = (request: IncomingMessage, line: Duplex, head: Buffer): void => {
    const wanted = request.url?.split('?')[0] === settings.path;
    if (wanted) void receive({ request, line, head }, reception);
    // on a host's server another listener may be meant
    else if (server.listenerCount('upgrade') === 1) turnAway(line, 404);
  };
  server.on('upgrade', listener);
  if (settings.server === undefined) await listen(server, settings);
  return { sockets: guests.clients, url: () => urlOf(server, settings), close: () => shut(server, listener, reception) };
}

async function receive({ request, line, head }: Arrival, { settings, guests, entering, onSocket }: Reception): Promise<void> {
  line.on('error', () => line.destroy());
  if (guests.clients.size + entering.size >= settings.maxConnections) return turnAway(line, 503);
  entering.add(line);
  const admission = await admit(request, settings);
  entering.delete(line);
  if (!admission.admitted) return turnAway(line, admission.status);
  guests.handleUpgrade(request, line, head, (socket) => onSocket(socket, admission.user));
}

function turnAway(line: Duplex, status: number): void {
  line.on('error', () => line.destroy());
  line.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => line.destroy());
}

function listen(server: Server, { port, host }: WebSocketSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new JourneyError('ChannelFailed', 'The port of the chat cannot be had; choose another or 0.', { channel: 'websocket' }, cause)));
    server.listen(port, host, resolve);
  });
}

function urlOf(server: Server, { path }: WebSocketSettings): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new JourneyError('Closed', 'Nothing listens on a port for the chat.', { channel: 'websocket' });
  return `ws://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}${path}`;
}

function shut(server: Server, listener: (request: IncomingMessage, line: Duplex, head: Buffer) => void, { settings, guests, entering }: Reception): Promise<void> {
  server.off('upgrade', listener);
  guests.close();
  for (const line of entering) line.destroy();
  if (settings.server !== undefined) return Promise.resolve();
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
