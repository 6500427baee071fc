import { moments, type DeathAt, type Moment } from './in-place-of/src/orchestrator/failpoint.js';
import type { Death } from './live-once.js';

/** the longest a host takes to take over, milliseconds, on a machine that has nothing else to do */
const recoveryMs = 40;
/** things said in a life that gets somewhere */
const enough = 30;

/**
 * Deaths at random moments, one in five soon after the begin, where the host may still take over what the one before it left. Every third
 * life gets somewhere: a delay that five processes did not outlive is given up, and rightly so.
 */
export function randomDeaths(count: number): readonly Death[] {
  return Array.from({ length: count }, (_, at) => {
    if (at % 3 === 2) return breath();
    return Math.random() < 0.3 ? { after: 'begins', ms: Math.random() * recoveryMs } : { after: 1 + Math.floor(Math.random() * 40), ms: Math.random() * 15 };
  });
}

/** Moments that come once a life, and those that need a certain customer. */
const rarely: { readonly [M in Moment]?: readonly number[] } = {
  'start after open': [1], 'start before waking': [1], 'before the log begins anew': [1, 2], 'after the log began anew': [1, 2],
  'after claim of timers': [1, 2], 'timer fires': [1, 2], 'timer fired': [1, 2], 'merge left': [1, 2], 'merge arrived': [1, 2], 'merge before settling elsewhere': [1],
};
const often = [1, 3, 8];

/** A death at every named moment, at its first and at later hits, each followed by a life that gets somewhere. */
export function deathsAtMoments(only: readonly Moment[] = moments): readonly Death[] {
  const each = only.flatMap((at) => (rarely[at] ?? often).map((hit): DeathAt => ({ at, hit })));
  return each.toSorted((one, other) => one.hit - other.hit).flatMap((death) => [death, breath()]);
}

const breath = (): Death => ({ after: enough + Math.floor(Math.random() * 20), ms: Math.random() * 15 });
