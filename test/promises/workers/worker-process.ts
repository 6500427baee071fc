import { writeSync } from 'node:fs';
import { dieAt } from '../kill/in-place-of/src/orchestrator/failpoint.js';
import { hearLines, toLine } from '../kill/wire.js';
import { startWorker, type Worker } from './start-worker.js';
import type { Called, FromWorker, ToWorker } from './wire.js';

// One of several workers in a process of its own, so that it can be killed, stopped and sent away. What it sends to and asks lives in its parent.
const waiting = new Map<number, (answer: string | null) => void>();
let calls = 0;
let worker: Worker | undefined;

/** Written at once and whole: what a dead process has said was said. */
const say = (said: FromWorker): void => {
  const line = Buffer.from(toLine(said));
  for (let written = 0; written < line.length;) written += writeSome(line.subarray(written));
};

function writeSome(bytes: Buffer): number {
  try {
    return writeSync(1, bytes);
  } catch (error) {
    // the parent is slow to read
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
    throw error;
  }
}

const ask = (called: Called): Promise<string | null> => new Promise((resolve) => {
  calls += 1;
  waiting.set(calls, resolve);
  say({ type: 'called', n: calls, called });
});

async function hear(said: ToWorker): Promise<void> {
  switch (said.type) {
    case 'begin':
      dieAt(said.death);
      worker = await startWorker({ begin: said, ask, say });
      return say({ type: 'open' });
    case 'told':
      return answering((error) => ({ type: 'taken', n: said.n, error }), async () => ({ type: 'taken', n: said.n, receipt: await running().accept(said.told) }));
    case 'hold-delays': return running().holdDelays();
    case 'block': return void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, said.ms);
    case 'read':
      return answering((error) => ({ type: 'read', n: said.n, error }), async () => ({ type: 'read', n: said.n, numbers: await running().read(said.who) }));
    case 'answer': {
      waiting.get(said.n)?.(said.answer);
      return void waiting.delete(said.n);
    }
    default: return said satisfies never;
  }
}

async function answering(failed: (code: string) => FromWorker, work: () => Promise<FromWorker>): Promise<void> {
  try {
    say(await work());
  } catch (error) {
    say(failed(error instanceof Error && 'code' in error ? String(error.code) : String(error)));
  }
}

function running(): Worker {
  if (worker === undefined) throw new Error('a worker is told something before it has begun');
  return worker;
}

async function leave(): Promise<void> {
  await worker?.close();
  say({ type: 'ended' });
  process.exit();
}

hearLines<ToWorker>(process.stdin, (said) => void hear(said));
process.stdin.on('end', () => process.exit());
process.on('SIGTERM', () => void leave());
