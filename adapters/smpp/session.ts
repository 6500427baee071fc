import type { Socket } from 'node:net';
import { answers, readPdu, writePdu, type Pdu } from './pdu.js';
import { splitFrames } from './split-frames.js';

/** What a session leaves to the channel. */
export interface SessionHost {
  readonly responseMs: number;
  readonly enquireMs: number;
  /** a message or a receipt, to be answered by `respond`; never throws */
  onDelivery(pdu: Pdu, session: Session): void;
}

const partingMs = 500;

/** One connection to the SMSC: requests find their answers, silence is asked about, and whatever breaks the protocol ends it. */
export class Session {
  readonly #socket: Socket;
  readonly #host: SessionHost;
  readonly #waiting = new Map<number, (answer: Pdu | undefined) => void>();
  readonly #frames = splitFrames();
  readonly #ended: Promise<void>;
  #sequence = 0;
  #heardAt = performance.now();
  #open = true;
  /** when it ended, by `performance.now()` */
  endedAt: number | undefined;

  constructor(socket: Socket, host: SessionHost) {
    this.#socket = socket;
    this.#host = host;
    const watch = setInterval(() => void this.#enquire(), host.enquireMs);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('drain', () => socket.resume());
    // the close that follows says all there is; unheard, the error would end the process
    socket.on('error', () => {});
    this.#ended = new Promise((resolve) => socket.on('close', () => {
      clearInterval(watch);
      this.#end();
      resolve();
    }));
  }

  /** false as soon as nothing may be asked on it any more */
  get open(): boolean {
    return this.#open;
  }

  /** Settles when the line is gone. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Asks the SMSC; `undefined` where no answer came in time or before the line was gone. Never rejects. */
  request(command: string, fields: object = {}): Promise<Pdu | undefined> {
    if (!this.#open) return Promise.resolve(undefined);
    const sequence = this.#nextSequence();
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.#settle(sequence, undefined), this.#host.responseMs);
      this.#waiting.set(sequence, (answer) => {
        clearTimeout(patience);
        resolve(answer);
      });
      this.#socket.write(writePdu(command, sequence, fields));
    });
  }

  /** Answers the SMSC; false where the line is gone, so that it will ask again. */
  respond({ command, sequence }: Pdu, status: number): boolean {
    if (this.#socket.destroyed || !this.#socket.writable) return false;
    this.#socket.write(writePdu(command === 'unknown' ? 'generic_nack' : `${command}_resp`, sequence, { command_status: status }));
    return true;
  }

  /** Takes leave and ends, soon even where the SMSC says nothing. */
  async part(): Promise<void> {
    if (this.#open) await Promise.race([this.request('unbind'), later(partingMs)]);
    this.destroy();
    await this.#ended;
  }

  destroy(): void {
    this.#end();
    this.#socket.destroy();
  }

  #end(): void {
    this.#open = false;
    this.endedAt ??= performance.now();
    for (const sequence of this.#waiting.keys()) this.#settle(sequence, undefined);
  }

  #settle(sequence: number, answer: Pdu | undefined): boolean {
    const settle = this.#waiting.get(sequence);
    this.#waiting.delete(sequence);
    settle?.(answer);
    return settle !== undefined;
  }

  #nextSequence(): number {
    this.#sequence = this.#sequence >= 0x7fffffff ? 1 : this.#sequence + 1;
    return this.#sequence;
  }

  #read(chunk: Buffer): void {
    this.#heardAt = performance.now();
    let frames: readonly Buffer[] = [];
    try {
      frames = this.#frames.take(chunk);
    } catch {
      this.#socket.write(writePdu('generic_nack', 0, { command_status: answers.badLength }));
      this.#socket.end();
      this.#destroySoon();
    }
    for (const frame of frames) this.#take(readPdu(frame));
    // who does not hear our answers is not listened to: they would fill the memory
    if (this.#socket.writableNeedDrain) this.#socket.pause();
  }

  #take(pdu: Pdu): void {
    switch (pdu.command) {
      case 'deliver_sm':
      case 'data_sm': return this.#host.onDelivery(pdu, this);
      case 'enquire_link': return void this.respond(pdu, answers.ok);
      case 'unbind': return this.#leave(pdu);
      // they want no answer
      case 'alert_notification':
      case 'outbind': return;
      case 'generic_nack': return this.#nacked(pdu);
      default:
        if (pdu.command.endsWith('_resp')) this.#settle(pdu.sequence, pdu);
        else this.respond({ ...pdu, command: 'unknown' }, answers.unknownCommand);
    }
  }

  #leave(pdu: Pdu): void {
    this.respond(pdu, answers.ok);
    this.#end();
    this.#socket.end();
    this.#destroySoon();
  }

  /** One that names no request of ours says that the SMSC no longer understands the stream. */
  #nacked(pdu: Pdu): void {
    if (!this.#settle(pdu.sequence, pdu)) this.destroy();
  }

  async #enquire(): Promise<void> {
    if (!this.#open || performance.now() - this.#heardAt < this.#host.enquireMs / 2) return;
    if ((await this.request('enquire_link')) === undefined) this.destroy();
  }

  #destroySoon(): void {
    setTimeout(() => this.destroy(), partingMs).unref();
  }
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
