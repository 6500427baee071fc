import { failpoints, type DeathAt, type Failpoint } from '../kill/in-place-of/src/orchestrator/failpoint.js';

/** once a life */
const once: ReadonlySet<Failpoint> = new Set(['start after open', 'start before waking']);

/** A death at every named moment that a worker meets without merges, at its first and at later hits. Two of four workers die so, one after the other, that the others get on. */
export function deathsOfWorkers(hits: readonly number[]): { readonly count: number; readonly nextDeath: () => DeathAt | undefined } {
  const met = failpoints.filter((at) => !at.startsWith('merge'));
  const deaths = hits.flatMap((hit, round) => met.filter((at) => round === 0 || !once.has(at)).map((at): DeathAt => ({ at, hit })));
  const count = deaths.length;
  let born = 0;
  return {
    count,
    nextDeath() {
      born += 1;
      return born === 1 || born === 3 || born > 4 ? deaths.shift() : undefined;
    },
  };
}
