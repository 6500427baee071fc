/** Starts a worker in a process of its own, and speaks with it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Receipt } from 'throughline';
import type { Asked, FromWorker, ToWorker } from './wire.js';

export interface Worker {
  ask(asked: Asked): Promise<Receipt['status'] | readonly string[]>;
  /** the phone has it */
  wentOut(key: string): void;
  /** SIGKILL: nobody tells it, and it tells nobody */
  kill(): Promise<void>;
  /** SIGTERM: it hands over and ends */
  end(): Promise<void>;
}
export type Sms = Extract<FromWorker, { readonly kind: 'sms' }>;

export async function startWorker(database: string, onSms: (sms: Sms, worker: Worker) => void): Promise<Worker> {
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [database]);
  const waiting = new Map<number, (answer: Receipt['status'] | readonly string[]) => void>();
  const tell = (said: ToWorker): void => void child.send(said);
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  let asked = 0;
  const worker: Worker = {
    ask: (what) => new Promise((resolve) => { waiting.set(++asked, resolve); tell({ kind: 'asked', n: asked, asked: what }); }),
    wentOut: (key) => tell({ kind: 'sms went out', key }),
    kill: () => end('SIGKILL'),
    end: () => end('SIGTERM'),
  };
  const opened = Promise.withResolvers<void>();
  child.on('message', (said: FromWorker) => {
    if (said.kind === 'open') opened.resolve();
    if (said.kind === 'answered') waiting.get(said.n)?.(said.answer);
    if (said.kind === 'sms') onSms(said, worker);
  });
  void ended.then(([code]) => opened.reject(new Error(`a worker ended with ${code} before it was open`)));
  await opened.promise;
  return worker;
}
