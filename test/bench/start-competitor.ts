import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Counted } from './assert-end-state.js';
import type { Answer, Ask, Entry, Terms } from './competitor-process.js';
import type { Round } from './visit-customers.js';

/** A competitor in its process, ready for rounds. */
export interface Started {
  round(terms: Terms): Promise<Round>;
  /** says what was asserted; rejects where the end state is not what was brought */
  end(): Promise<Counted>;
}

const script = fileURLToPath(new URL('./competitor-process.ts', import.meta.url));

/** Starts a competitor and brings its customers into the journey; `under` is a command to run its process under, with that command's arguments. */
export async function startCompetitor(entry: Entry, under: readonly string[] = []): Promise<Started> {
  const [command, ...args] = [...under, process.execPath, ...process.execArgv, script];
  const child = spawn(command ?? process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  await ask(child, { ask: 'prepare', entry });
  return {
    async round(terms) {
      const told = await ask(child, { ask: 'round', terms });
      return told.answer === 'round' ? told.round : outOfTurn(told);
    },
    async end() {
      const told = await ask(child, { ask: 'end' });
      await ended;
      return told.answer === 'ended' ? told.counted : outOfTurn(told);
    },
  };
}

function ask(child: ChildProcess, what: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: Answer): void => { child.off('exit', onExit); resolve(answer); };
    const onExit = (code: number | null): void => { child.off('message', onMessage); reject(new Error(`a competitor ended with ${code} when it was asked to ${what.ask}; what it said stands above`)); };
    child.once('message', onMessage).once('exit', onExit);
    child.send(what);
  });
}

function outOfTurn({ answer }: Answer): never {
  throw new Error(`a competitor answered '${answer}' to another question`);
}
