import { connect, createServer, type Socket } from 'node:net';

/**
 * What only a server and the line to it can do to a call. `before`: nothing of it was done; `after`: all of it was, and nobody heard. `silent while connecting`:
 * every line is dropped before, and who connects next is never answered.
 */
export const serverWays = [
  '40001', '40P01', '57P01 before', '57P01 after', 'dropped before', 'dropped after', 'half open before', 'half open after', 'silent while connecting',
] as const;
export type ServerWay = (typeof serverWays)[number];

/** Stands between a store and its server, and does something to one call. */
export interface SpoilingProxy {
  readonly url: string;
  /** the next call of a store meets this */
  spoilNext(way: ServerWay): void;
  /** what calls have met so far */
  readonly spoilt: () => ReadonlySet<ServerWay>;
  /** ends every connection there is */
  cut(): void;
  close(): void;
}

interface Line { readonly client: Socket; readonly server: Socket; answering: ServerWay | undefined }

/** what keeps a store open and no journey going */
const notSpoilt = /\.(open|renew|close)_1\(/;
const aCall = /SELECT \* FROM \S+\.\w+\(/;
const idle = Buffer.from('5a0000000549', 'hex');

/** Speaks PostgreSQL's protocol just far enough: it knows where one request ends, and when the server is done with it. */
export async function startSpoilingProxy(target: string): Promise<SpoilingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let next: ServerWay | undefined;
  let unanswered = false;
  const spoilt = new Set<ServerWay>();
  const take = (request: Buffer): ServerWay | undefined => {
    const text = request.toString('latin1');
    if (next === undefined || !aCall.test(text) || notSpoilt.test(text)) return undefined;
    const way = next;
    next = undefined;
    spoilt.add(way);
    return way;
  };
  const cut = (): void => { for (const socket of sockets) socket.destroy(); };
  const cutOff = (): void => {
    unanswered = true;
    cut();
  };
  const listener = createServer((client) => {
    if (unanswered) {
      unanswered = false;
      return keepSilent(client, sockets);
    }
    const line: Line = { client, server: connect(Number(port), hostname), answering: undefined };
    for (const socket of [line.client, line.server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => drop(line));
    }
    client.on('data', cutIntoRequests((request) => {
      const way = take(request);
      if (way === 'silent while connecting') cutOff();
      else ask(line, request, way);
    }));
    line.server.on('data', collect(line));
  });
  await new Promise<void>((resolve) => { listener.listen(0, '127.0.0.1', resolve); });
  const address = listener.address();
  const own = typeof address === 'object' && address !== null ? String(address.port) : '';
  return {
    url: Object.assign(new URL(target), { port: own }).href,
    spoilNext: (way) => { next = way; },
    spoilt: () => spoilt,
    cut,
    close() {
      cut();
      listener.close();
    },
  };
}

function keepSilent(client: Socket, sockets: Set<Socket>): void {
  sockets.add(client);
  client.on('error', () => undefined);
  client.resume();
}

function ask(line: Line, request: Buffer, way: Exclude<ServerWay, 'silent while connecting'> | undefined): void {
  switch (way) {
    case undefined: return void line.server.write(request);
    case '40001': case '40P01': return void line.client.write(Buffer.concat([errorOf('ERROR', way), idle]));
    case '57P01 before': return sayGoodBye(line);
    case 'dropped before': return drop(line);
    case 'half open before': return undefined;
    case '57P01 after': case 'dropped after': case 'half open after':
      line.answering = way;
      return void line.server.write(request);
    default: return way satisfies never;
  }
}

/** What the server answers goes on, unless nobody is to hear it. */
function collect(line: Line): (bytes: Buffer) => void {
  let held = Buffer.alloc(0);
  return (bytes) => {
    if (line.answering === undefined) return void line.client.write(bytes);
    held = Buffer.concat([held, bytes]);
    // it is committed only when the server waits for the next one
    if (!held.subarray(-idle.length).equals(idle)) return;
    if (line.answering === '57P01 after') sayGoodBye(line);
    if (line.answering === 'dropped after') drop(line);
  };
}

function sayGoodBye(line: Line): void {
  line.client.end(errorOf('FATAL', '57P01'));
  line.server.destroy();
}

function drop({ client, server }: Line): void {
  client.destroy();
  server.destroy();
}

function errorOf(severity: 'ERROR' | 'FATAL', code: string): Buffer {
  const fields = Buffer.from(`S${severity}\0V${severity}\0C${code}\0Mas the test has it\0\0`);
  const head = Buffer.from('E0000');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** A request ends with what asks the server to do it: a Sync or a simple query. The greeting has no letter of its own. */
function cutIntoRequests(each: (request: Buffer) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  let greeted = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    let [end, whole] = [0, 0];
    for (let length = lengthAt(rest, end, greeted); length > 0 && end + length <= rest.length; length = lengthAt(rest, end, greeted)) {
      const letter = greeted ? String.fromCharCode(rest[end] ?? 0) : 'S';
      greeted = true;
      end += length;
      // a password and a good-bye are whole by themselves
      if (!'SQpX'.includes(letter)) continue;
      each(rest.subarray(whole, end));
      whole = end;
    }
    rest = rest.subarray(whole);
  };
}

function lengthAt(bytes: Buffer, at: number, greeted: boolean): number {
  if (!greeted) return bytes.length < at + 4 ? 0 : bytes.readInt32BE(at);
  return bytes.length < at + 5 ? 0 : bytes.readInt32BE(at + 1) + 1;
}
