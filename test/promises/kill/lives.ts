import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { DeathAt } from './in-place-of/src/orchestrator/failpoint.js';
import { hearLines, toLine, type FromHost, type ToHost } from './wire.js';

/** One process of the host, from its begin to its death. */
export interface Life {
  say(said: ToHost): void;
  kill(): void;
  /** resolves when it is dead and all it said was heard */
  readonly ended: Promise<void>;
}
export interface Lives {
  begin(given: { readonly file: string; readonly now: number; readonly death?: DeathAt }, hear: (said: FromHost, life: Life) => void): Life;
  close(): void;
}

/** Processes of one program, one after the other; the next one has loaded its code already, so that a death costs little time. */
export function createLives(program: string): Lives {
  let next = born(program);
  const close = (): void => void next.kill('SIGKILL');
  process.once('exit', close);
  return {
    begin(given, hear) {
      const child = next;
      next = born(program);
      const life: Life = {
        say: (said) => void child.stdin?.write(toLine(said)),
        kill: () => void child.kill('SIGKILL'),
        ended: once(child, 'close').then(() => {}),
      };
      if (child.stdout !== null) hearLines<FromHost>(child.stdout, (said) => hear(said, life));
      life.say({ type: 'begin', ...given });
      return life;
    },
    close() {
      process.off('exit', close);
      close();
    },
  };
}

function born(program: string): ChildProcess {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  // what is said to the dead is not heard
  child.stdin?.on('error', () => {});
  return child;
}
