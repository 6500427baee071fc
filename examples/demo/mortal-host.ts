import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Called } from './book.js';
import type { HostOptions } from './host.js';
import type { FromHost, ToHost } from './host-process.js';
import type { OutsideOptions } from './outside.js';

/** Where to kill: right after the outside was asked for this, and before the host can note that it was. */
export interface Death { readonly by: Called['by']; readonly did: string; /** of several such calls, the one with these words */ readonly holding?: string; readonly inWords: string }
export interface MortalHost {
  readonly url: string;
  readonly mailPort: number;
  /** A call that reached the outside over the network: settles at once, or after the death it brought and the next start. */
  meet(called: Called): Promise<void>;
  /** Resolves once it has died every death it can still meet, and lives. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
export interface MortalOptions { readonly options: Omit<HostOptions, 'outside' | 'port' | 'mailPort'>; readonly around: OutsideOptions; readonly deaths: readonly Death[]; readonly onDeath: (death: Death) => void }

interface Ports { readonly url: string; readonly mailPort: number }
interface Life extends MortalOptions { readonly ahead: Death[]; child: ChildProcess; ports: Ports | undefined; dying: Promise<void> }

/** a death that has not come by then is not on this conversation's way */
const patienceMs = 2_000;

/** Runs the host as a process that is killed with SIGKILL at each of these moments and started again on the same file and ports. */
export async function startMortalHost(given: MortalOptions): Promise<MortalHost> {
  const life: Life = { ...given, ahead: [...given.deaths], child: born(), ports: undefined, dying: Promise.resolve() };
  const kill = (): void => void life.child.kill('SIGKILL');
  process.once('exit', kill);
  const ports = await live(life);
  life.ports = ports;
  return {
    ...ports,
    meet: async (called) => { await deathBy(life, called); },
    settled: async () => {
      for (const start = Date.now(); life.ahead.length > 0 && Date.now() - start < patienceMs;) await sleep(20);
      await life.dying;
    },
    close: async () => {
      const exited = once(life.child, 'exit');
      tell(life, { type: 'close' });
      await exited;
      process.off('exit', kill);
    },
  };
}

const born = (): ChildProcess => fork(new URL('host-process.ts', import.meta.url));
const tell = ({ child }: Life, said: ToHost): void => void child.send(said, () => {});

/** One life, from its start until it listens. */
function live(life: Life): Promise<Ports> {
  const { child, ports, options, around } = life;
  return new Promise((resolve, reject) => {
    child.on('message', (said: FromHost) => {
      if (said.type === 'listening') resolve({ url: said.url, mailPort: said.mailPort });
      if (said.type === 'called') meet(life, said.called);
    });
    child.once('exit', (code) => reject(new Error(`The host ended by itself, with ${code}.`)));
    tell(life, { type: 'start', options: { ...options, ...(ports !== undefined && { port: Number(new URL(ports.url).port), mailPort: ports.mailPort }) }, around });
  });
}

function meet(life: Life, called: Called): void {
  if (deathBy(life, called) === undefined) tell(life, { type: 'go on', key: called.key });
}

/** The death that a call brings, `undefined` where it brings none. */
function deathBy(life: Life, { by, did, what }: Called): Promise<void> | undefined {
  const at = life.ahead.findIndex((death) => death.by === by && death.did === did && JSON.stringify(what).includes(death.holding ?? ''));
  const [death] = at < 0 ? [] : life.ahead.splice(at, 1);
  if (death === undefined) return undefined;
  life.dying = life.dying.then(() => die(life, death));
  return life.dying;
}

async function die(life: Life, death: Death): Promise<void> {
  const exited = once(life.child, 'exit');
  life.child.kill('SIGKILL');
  await exited;
  life.onDeath(death);
  life.child = born();
  await live(life);
}
