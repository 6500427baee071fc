import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { DeathAt } from '../kill/in-place-of/src/orchestrator/failpoint.js';
import { hearLines, toLine } from '../kill/wire.js';
import type { Begin, FromWorker, ToWorker } from './wire.js';

/** One worker's process, from its begin to its death. */
export interface Member {
  readonly number: number;
  /** it listens, as far as anybody knows: one that is stopped seems to */
  readonly isOpen: boolean;
  /** under which the store has known it, the last one now */
  readonly epochs: readonly number[];
  /** when it was killed or died, `performance.now()` */
  readonly diedAt: number | undefined;
  say(said: ToWorker): void;
  send(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void;
  /** somebody ended it, or it died where it was to die */
  readonly wasEnded: boolean;
  /** resolves when it is dead and all it said was heard */
  readonly ended: Promise<void>;
}
/** So many workers, each of which is replaced when it dies. */
export interface Fleet {
  readonly members: ReadonlySet<Member>;
  /** Any one that listens, once there is one. Rejects once nobody is replaced any more. */
  any(): Promise<Member>;
  /** everybody listens */
  whole(): Promise<void>;
  /** Nobody is replaced any more, and all are sent away; those who have not left within this time, milliseconds, are killed and told of. */
  disband(withinMs: number): Promise<readonly Member[]>;
  kill(): void;
}
interface Manned {
  readonly program: string;
  readonly count: number;
  readonly begin: Begin;
  /** where the next one is to die */
  readonly nextDeath?: () => DeathAt | undefined;
  readonly hear: (said: FromWorker, member: Member) => void;
  readonly died: (member: Member) => void;
}

const lookMs = 5;

/** Mans a fleet. The next process has loaded its code already, so that a death costs little time. */
export function createFleet({ program, count, begin, nextDeath, hear, died }: Manned): Fleet {
  const members = new Set<Member>();
  let [spare, born, disbanded] = [spawnWorker(program), 0, false];
  const enlist = (): void => {
    const death = nextDeath?.();
    born += 1;
    const member = toMember(spare, born, hear);
    spare = spawnWorker(program);
    members.add(member);
    member.say({ type: 'begin', ...begin, ...(death !== undefined && { death }) });
    void member.ended.then(() => {
      members.delete(member);
      disbanded ||= !member.wasEnded;
      died(member);
      if (!disbanded) enlist();
    });
  };
  const kill = (): void => {
    disbanded = true;
    spare.kill('SIGKILL');
    for (const member of members) member.send('SIGKILL');
  };
  process.once('exit', kill);
  for (let at = 0; at < count; at += 1) enlist();
  const open = (): readonly Member[] => [...members].filter(({ isOpen }) => isOpen);
  return {
    members,
    async any() {
      while (!disbanded) {
        const listening = open();
        const one = listening[Math.floor(Math.random() * listening.length)];
        if (one !== undefined) return one;
        await rest(lookMs);
      }
      throw new Error('there are no workers any more');
    },
    async whole() { while (open().length < count && !disbanded) await rest(lookMs); },
    async disband(withinMs) {
      disbanded = true;
      const leaving = [...members];
      for (const member of leaving) member.send('SIGTERM');
      await Promise.race([Promise.all(leaving.map(({ ended }) => ended)), rest(withinMs)]);
      const stayed = leaving.filter((member) => members.has(member));
      kill();
      process.off('exit', kill);
      return stayed;
    },
    kill() {
      kill();
      process.off('exit', kill);
    },
  };
}

function toMember(child: ChildProcess, number: number, hear: Manned['hear']): Member {
  const epochs: number[] = [];
  let [isOpen, wasEnded] = [false, false];
  let diedAt: number | undefined;
  const member: Member = {
    number, epochs,
    get isOpen() { return isOpen; },
    get diedAt() { return diedAt; },
    get wasEnded() { return wasEnded; },
    say: (said) => void child.stdin?.write(toLine(said)),
    send(signal) {
      wasEnded ||= signal === 'SIGKILL' || signal === 'SIGTERM';
      if (signal === 'SIGKILL') [isOpen, diedAt] = [false, diedAt ?? performance.now()];
      child.kill(signal);
    },
    ended: once(child, 'close').then(() => { [isOpen, diedAt] = [false, diedAt ?? performance.now()]; }),
  };
  if (child.stdout !== null) {
    hearLines<FromWorker>(child.stdout, (said) => {
      if (said.type === 'open') isOpen = diedAt === undefined;
      if (said.type === 'epoch') epochs.push(said.epoch);
      if (said.type === 'dies') [isOpen, wasEnded, diedAt] = [false, true, performance.now()];
      hear(said, member);
    });
  }
  return member;
}

function spawnWorker(program: string): ChildProcess {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  // what is said to the dead is not heard
  child.stdin?.on('error', () => {});
  return child;
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
