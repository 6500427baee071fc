import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StepAnswer, StepAsk, StepEntry } from './step-process.js';
import type { Round } from './visit-customers.js';

/** Some ways to decide in a process of their own, so that their memory and what the compiler knows of XState are nobody else's. */
export interface StepProcess {
  round(runner: number, seconds: number): Promise<Round>;
  /** rejects where an end state is not what the events leave behind */
  end(): Promise<void>;
}

const script = fileURLToPath(new URL('./step-process.ts', import.meta.url));

/** Starts a process and gets its runners ready. */
export async function startStepProcess(entries: readonly StepEntry[]): Promise<StepProcess> {
  const child = spawn(process.execPath, [...process.execArgv, script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const ask = async (what: StepAsk): Promise<StepAnswer> => {
    const told = once(child, 'message').then(([answer]: StepAnswer[]) => answer);
    child.send(what);
    const answer = await Promise.race([told, ended]);
    if (answer === undefined || Array.isArray(answer)) throw new Error(`a process of the bench ended when it was asked to ${what.ask}; what it said stands above`);
    return answer;
  };
  await ask({ ask: 'prepare', entries });
  return {
    async round(runner, seconds) {
      const { round } = await ask({ ask: 'round', runner, seconds });
      if (round === undefined) throw new Error('a process of the bench answered another question');
      return round;
    },
    async end() {
      await ask({ ask: 'end' });
      await ended;
    },
  };
}
