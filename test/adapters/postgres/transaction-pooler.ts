import { createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';

/** A pooler as sites put before their database: it gives each transaction whichever backend is free, so nothing of a session stays. */
export interface TransactionPooler {
  readonly url: string;
  /** how many transactions went through, and how often one of a client met another backend than the one before */
  readonly counts: { transactions: number; moved: number };
}

interface Backend { readonly socket: Duplex; busy: boolean }
interface Turn { readonly client: Socket; backend: Backend | undefined; last: Backend | undefined; readonly waiting: Buffer[] }

const authenticated = Buffer.from('5200000008000000005a0000000549', 'hex');
const goodBye = Buffer.from('5800000004', 'hex');
const readyForQuery = 0x5a;
const idle = 0x49;

/** Speaks PostgreSQL's protocol just far enough: it answers the greeting itself and carries the rest, a transaction at a time. */
export async function startTransactionPooler(target: string, size: number): Promise<TransactionPooler> {
  const backends = await Promise.all(Array.from({ length: size }, () => connectBackend(target)));
  const counts = { transactions: 0, moved: 0 };
  const turns = new Set<Turn>();
  let next = 0;
  const give = (): void => {
    for (const turn of turns) {
      if (turn.backend !== undefined || turn.waiting.length === 0) continue;
      // never the one it had before, where another is free
      const free = backends.map((_, at) => backends[(next + at) % size]).filter((backend) => backend?.busy === false);
      const backend = free.find((one) => one !== turn.last) ?? free[0];
      if (backend === undefined) return;
      next += 1;
      begin(turn, backend, counts);
      carry(turn, backend, () => {
        turn.backend = undefined;
        give();
      });
    }
  };
  const server = createServer((client) => {
    const turn: Turn = { client, backend: undefined, last: undefined, waiting: [] };
    turns.add(turn);
    client.once('data', () => {
      client.write(authenticated);
      client.on('data', (bytes: Buffer) => {
        // who leaves takes no backend along
        if (bytes.equals(goodBye)) return void turns.delete(turn);
        if (turn.backend === undefined) turn.waiting.push(bytes);
        else turn.backend.socket.write(bytes);
        give();
      });
    });
    client.on('error', () => undefined);
    client.on('close', () => turns.delete(turn));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => {
    server.close();
    for (const { client } of turns) client.destroy();
    for (const { socket } of backends) socket.destroy();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  return { url: Object.assign(new URL(target), { port, password: '' }).href, counts };
}

async function connectBackend(target: string): Promise<Backend> {
  const client = new Client({ connectionString: target });
  client.on('error', () => undefined);
  await client.connect();
  const socket: Duplex = Reflect.get(Reflect.get(client, 'connection'), 'stream');
  socket.removeAllListeners('data');
  return { socket, busy: false };
}

function begin(turn: Turn, backend: Backend, counts: TransactionPooler['counts']): void {
  counts.transactions += 1;
  if (turn.last !== undefined && turn.last !== backend) counts.moved += 1;
  backend.busy = true;
  turn.backend = backend;
  turn.last = backend;
  for (const bytes of turn.waiting.splice(0)) backend.socket.write(bytes);
}

/** Carries answers until one says that the transaction is over; messages are cut where they end, however the bytes arrive. */
function carry({ client }: Turn, backend: Backend, over: () => void): void {
  let rest = Buffer.alloc(0);
  const listen = (bytes: Buffer): void => {
    rest = Buffer.concat([rest, bytes]);
    let end = 0;
    let ended = false;
    for (let length = lengthAt(rest, end); length > 0 && end + length <= rest.length; length = lengthAt(rest, end)) {
      ended = rest[end] === readyForQuery && rest[end + length - 1] === idle;
      end += length;
    }
    client.write(rest.subarray(0, end));
    rest = rest.subarray(end);
    if (!ended) return;
    backend.socket.off('data', listen);
    backend.busy = false;
    over();
  };
  backend.socket.on('data', listen);
}

function lengthAt(bytes: Buffer, at: number): number {
  return bytes.length < at + 5 ? 0 : bytes.readInt32BE(at + 1) + 1;
}
