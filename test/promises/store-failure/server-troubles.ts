import { countedCalls, type FailingStore } from '../../orchestrator/store/failing-store.js';
import type { Trouble } from './fail-each-call-of.js';
import { serverWays, type SpoilingProxy } from './spoiling-proxy.js';

/** What only a server and the line to it can do to a call, each as a trouble that the n-th call meets. */
export const serverTroubles = (proxy: SpoilingProxy): readonly Trouble[] =>
  serverWays.map((way) => ({ failure: way, storeMs: 30_000, patienceMs: 60_000, at: (_home, n) => armAt(n, () => proxy.spoilNext(way)) }));

/** The n-th call finds the line armed; a process that is killed asks for nothing more. */
function armAt(n: number, arm: () => void): FailingStore {
  let calls = 0;
  let dead = false;
  return {
    calls: () => calls, isDead: () => dead, kill: () => { dead = true; },
    around(store) {
      const armed = countedCalls.map((name) => [name, (...given: unknown[]): unknown => {
        if (dead) return new Promise(() => {});
        if ((calls += 1) === n) arm();
        return Reflect.apply(store[name], store, given);
      }]);
      return { ...store, ...Object.fromEntries(armed) };
    },
  };
}
