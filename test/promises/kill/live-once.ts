import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';
import type { DeathAt } from './in-place-of/src/orchestrator/failpoint.js';
import type { Life, Lives } from './lives.js';
import type { Post } from './post.js';
import type { Time } from './time.js';
import type { Town } from './town.js';
import type { FromHost } from './wire.js';

/**
 * How a life ends: so many milliseconds after it began, or after it has said so many things once it listened, or at a failpoint. Counted in
 * what was said, a life gets on with its work on a slow machine too.
 */
export type Death = { readonly after: 'begins' | number; readonly ms: number } | DeathAt;
/** Where the host lives. */
export interface World { readonly file: string; readonly lives: Lives; readonly time: Time; readonly post: Post; readonly town: Town }
export interface Ended { /** it had taken over and listened */ readonly wasOpen: boolean; readonly fault?: Fault }

/** a failpoint that is not met by then is on nobody's way, milliseconds */
const failpointMs = 60_000;

/** One life up to its death. `ready`: what the life before left behind has been judged, so that answers can be. */
export async function liveOnce({ file, lives, time, post, town }: World, death: Death, ready: Promise<void>): Promise<Ended> {
  const at = 'at' in death ? death : undefined;
  const killer = new AbortController();
  let [wasOpen, killed, died, heard] = [false, false, false, 0];
  const killAfter = (ms: number, life: Life): void => void sleep(ms, undefined, { signal: killer.signal }).then(() => { killed = true; life.kill(); }, () => {});
  const hear = (said: FromHost, life: Life): void => {
    if (wasOpen && said.type !== 'heard time') heard += 1;
    if ('after' in death && (death.after === said.type || (wasOpen && death.after === heard))) killAfter(death.ms, life);
    switch (said.type) {
      case 'open': wasOpen = true; return void ready.then(() => { if (!killed && !died) listen(post, time, life); });
      case 'heard time': return time.heard();
      case 'called': return town.hear(life, said.n, said.called);
      case 'taken': return post.taken(said);
      case 'dies': died = true; return undefined;
      default: return undefined;
    }
  };
  const life = lives.begin({ file, now: time.now, ...(at !== undefined && { death: at }) }, hear);
  if (at !== undefined) killAfter(failpointMs, life);
  await life.ended;
  killer.abort();
  post.disconnect();
  time.disconnect();
  await ready;
  if (at !== undefined && !died && killed) return { wasOpen, fault: { kind: 'a failpoint was never met', what: `${at.at}, time ${at.hit}` } };
  return killed || died ? { wasOpen } : { wasOpen, fault: endedByItself };
}

/** The last life: it lives until everybody has done with it, and is let go. Answers a fault where it did not live as long. */
export async function liveOut({ file, lives, time, post, town }: World, done: () => Promise<void>): Promise<Fault | undefined> {
  let letGo = false;
  const life = lives.begin({ file, now: time.now }, (said, self) => {
    if (said.type === 'open') listen(post, time, self);
    if (said.type === 'heard time') time.heard();
    if (said.type === 'called') town.hear(self, said.n, said.called);
    if (said.type === 'taken') post.taken(said);
    if (said.type === 'ended') letGo = true;
  });
  await Promise.race([done(), life.ended]);
  time.disconnect();
  life.say({ type: 'end' });
  await life.ended;
  return letGo ? undefined : endedByItself;
}

const endedByItself: Fault = { kind: 'the host ended by itself', what: 'nobody killed it' };

/** What was not acknowledged goes before any time passes. */
function listen(post: Post, time: Time, life: Life): void {
  post.connect(life);
  time.connect(life);
}
