import { writeSync } from 'node:fs';
import { dieAt } from './in-place-of/src/orchestrator/failpoint.js';
import { startHost, type Host } from './start-host.js';
import { createToldClock, type ToldClock } from './told-clock.js';
import { hearLines, toLine, type Called, type FromHost, type ToHost } from './wire.js';

// The host of the demo's journey in a process of its own, so that it can be killed. Its phones, mailboxes, shop, desk and CRM live in its parent.
const waiting = new Map<number, (answer: unknown) => void>();
let calls = 0;
let host: Host | undefined;
let clock: ToldClock | undefined;

/** Written at once: what a dead process has said was said. */
const say = (said: FromHost): void => void writeSync(1, toLine(said));

const ask = (called: Called): Promise<unknown> => new Promise((resolve) => {
  calls += 1;
  waiting.set(calls, resolve);
  say({ type: 'called', n: calls, called });
});

async function take(n: number, work: () => Promise<FromHost>): Promise<void> {
  try {
    say(await work());
  } catch (error) {
    say({ type: 'taken', n, error: error instanceof Error && 'code' in error ? String(error.code) : String(error) });
  }
}

async function hear(said: ToHost): Promise<void> {
  switch (said.type) {
    case 'begin':
      say({ type: 'begins' });
      dieAt(said.death);
      clock = createToldClock(said.now);
      host = await startHost({ file: said.file, clock, ask });
      return say({ type: 'open' });
    case 'time':
      clock?.goOn(said.now);
      return say({ type: 'heard time' });
    case 'told': return take(said.n, async () => ({ type: 'taken', n: said.n, receipt: await (await running()).accept(said.told) }));
    case 'arrived': return take(said.n, async () => {
      await (await running()).arrived(said.arrived);
      return { type: 'taken', n: said.n };
    });
    case 'answer': return waiting.get(said.n)?.(said.answer);
    case 'end':
      await host?.close();
      say({ type: 'ended' });
      return process.exit();
    default: return said satisfies never;
  }
}

async function running(): Promise<Host> {
  if (host === undefined) throw new Error('the host is told something before it has begun');
  return host;
}

hearLines<ToHost>(process.stdin, (said) => void hear(said));
process.stdin.on('end', () => process.exit());
