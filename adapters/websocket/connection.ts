import type { WebSocket } from 'ws';
import { JourneyError } from '../../src/errors/index.js';
import { readClientFrame, type ClientFrame, type Hello, type Said, type ServerFrame } from './frames.js';

/** Why the server ends a connection; the README tells clients what to do about each. */
export const closeCodes = { goingAway: 1001, binary: 1003, badFrames: 4400, helloExpected: 4401, helloLate: 4408, helloTwice: 4409 } as const;

/** What a connection leaves to the channel. */
export interface ConnectionHost {
  readonly maxBufferedBytes: number;
  readonly helloMs: number;
  readonly strict: boolean;
  isOurs(key: string): boolean;
  onHello(connection: Connection, hello: Hello): void;
  /** Throws a JourneyError for what the client may not say. */
  onSaid(said: Said): Promise<ServerFrame | undefined>;
  onClosed(connection: Connection): unknown;
}

const maxWaiting = 32;
const maxBadFrames = 10;

/** One socket: frames in their order, one at a time, with an end to patience; it never lets a client's mistake out. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #host: ConnectionHost;
  #greeted = false;
  #badFrames = 0;
  #waiting = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, host: ConnectionHost) {
    this.#socket = socket;
    this.#host = host;
    const impatience = setTimeout(() => this.#greeted || this.close(closeCodes.helloLate, 'hello came too late'), host.helloMs);
    socket.on('message', (data: Buffer, isBinary: boolean) => (isBinary ? this.close(closeCodes.binary, 'text frames only') : this.#read(data)));
    // the socket ends itself with the fitting code; unheard, its error would end the process
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(impatience);
      host.onClosed(this);
    });
  }

  /** Settles when the line has taken it; rejects where the line is gone, and drops a client that does not keep up. */
  write(frame: ServerFrame): Promise<void> {
    if (this.#socket.bufferedAmount > this.#host.maxBufferedBytes) this.#socket.terminate();
    return new Promise((resolve, reject) => this.#socket.send(JSON.stringify(frame), (error) => (error ? reject(error) : resolve())));
  }

  /** Writes what need not arrive: a client that misses it says the same again and is answered again. */
  say(frame: ServerFrame): void {
    this.write(frame).catch(() => {});
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  #read(data: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    try {
      const frame = readClientFrame(data, this.#host);
      if (frame !== undefined) this.#take(frame);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #take(frame: ClientFrame): void {
    if (frame.type !== 'hello') return this.#greeted ? this.#queue(frame) : this.close(closeCodes.helloExpected, 'say hello first');
    if (this.#greeted) return this.close(closeCodes.helloTwice, 'hello was said before');
    this.#greeted = true;
    this.#host.onHello(this, frame);
  }

  #queue(said: Said): void {
    this.#waiting += 1;
    if (this.#waiting >= maxWaiting) this.#socket.pause();
    this.#turn = this.#turn.then(() => this.#hear(said)).finally(() => {
      this.#waiting -= 1;
      if (this.#waiting < maxWaiting) this.#socket.resume();
    });
  }

  async #hear(said: Said): Promise<void> {
    try {
      const frame = await this.#host.onSaid(said);
      if (frame !== undefined) this.say(frame);
    } catch (error) {
      this.#refuse(error, 'id' in said ? said.id : said.key);
    }
  }

  #refuse(error: unknown, id?: string): void {
    this.#badFrames += 1;
    if (this.#badFrames > maxBadFrames) return this.close(closeCodes.badFrames, 'too many bad frames');
    const code = JourneyError.is(error) ? error.code : 'ChannelFailed';
    this.say({ type: 'failed', ...(id === undefined ? {} : { id }), code, again: false });
  }
}
